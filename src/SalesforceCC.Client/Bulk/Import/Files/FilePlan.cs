using SalesforceCC.Describe;
using SalesforceCC.Http;
using SalesforceCC.Org;

namespace SalesforceCC.Bulk;

/// <summary>Reads and checks all files, headers first, and splits them.</summary>
internal static class FilePlan
{
    /// <summary>The plan.</summary>
    /// <exception cref="SfException">Whatever is wrong with a file, or all that is wrong with the headers.</exception>
    public static async Task<ImportPlan> MakeAsync(
        SfSession session, ImportSettings settings, IReadOnlyList<string> files, IImportWatcher watcher, CancellationToken stop)
    {
        ObjectDescription type = await ImportTarget.FindAsync(session, settings, stop).ConfigureAwait(false);
        ColumnFinder finder = new(session, type, settings);
        List<FileHeader> headers = [];
        List<string> problems = [];
        for (int i = 0; i < files.Count; i++)
        {
            FileHeader header = await FileHeader.ReadAsync(files[i], ImportFolder.CopyOf(settings.Folder, i + 1), settings.Delimiter, finder, stop).ConfigureAwait(false);
            headers.Add(header);
            List<string> found = ColumnCheck.Problems(header.Targets, type, settings);
            problems.AddRange(files.Count == 1 ? found : found.Select(p => $"{files[i]}: {p}"));
            foreach (string note in header.Targets.Select(static t => t.Note).OfType<string>())
                RequestTrace.Sink?.Invoke($"{files[i]}: {note}");
        }

        if (problems.Count > 0)
            throw ColumnCheck.Failure(problems);
        return await Task.Run(() => Split(type.Name, settings, headers, watcher, stop), stop).ConfigureAwait(false);
    }

    private static ImportPlan Split(string type, ImportSettings settings, List<FileHeader> headers, IImportWatcher watcher, CancellationToken stop)
    {
        List<ImportSource> sources = [];
        List<ImportPart> parts = [];
        long allBytes = headers.Sum(static h => FileStamp.Of(h.Copy.Path).Length);
        (long Rows, long Bytes) before = default;
        for (int i = 0; i < headers.Count; i++)
        {
            FileScan scan = new(headers[i], settings);
            scan.Run(
                () => watcher.Progress(new ImportProgress(ImportStage.Reading) { Rows = before.Rows + scan.Rows, Bytes = before.Bytes + scan.Bytes, TotalBytes = allBytes }),
                stop);
            before = (before.Rows + scan.Rows, before.Bytes + scan.Bytes);
            if (scan.Rows == 0)
            {
                watcher.Warn($"{headers[i].Given} has no rows.");
                continue;
            }

            ImportSource source = scan.Source(i + 1);
            sources.Add(source);
            foreach ((long Offset, long Length, long Rows, long Line) part in scan.Parts)
                parts.Add(new ImportPart { Number = parts.Count + 1, Source = source, Offset = part.Offset, Length = part.Length, Rows = part.Rows, FirstLine = part.Line });
        }

        return new ImportPlan(type, sources, parts);
    }
}
