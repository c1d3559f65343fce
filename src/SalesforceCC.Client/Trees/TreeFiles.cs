using System.Text.Encodings.Web;
using System.Text.Json;
using SalesforceCC.Values;

namespace SalesforceCC.Trees;

/// <summary>An export as files, named as the Salesforce CLI names them.</summary>
internal static class TreeFiles
{
    // As many records as Salesforce takes in one request for trees, which the Salesforce CLI makes of a file without a plan.
    private const int MaxRecords = 200;

    private static readonly JsonWriterOptions s_options = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A file for each object, and a plan that lists them.</summary>
    /// <param name="export">The records' fields.</param>
    /// <param name="records">The records.</param>
    /// <param name="prefix">What names begin with; null: nothing.</param>
    /// <param name="isOfOne">One query: the plan is named for its objects.</param>
    public static IReadOnlyList<TreeOutput> Plan(TreeExport export, QueriedRecords records, string? prefix, bool isOfOne)
    {
        List<TreeOutput> files = [];
        List<object> parts = [];
        foreach (IGrouping<string, QueriedRecord> group in records.All.GroupBy(static r => r.Type))
        {
            string name = Named(prefix, $"{group.Key}.json");
            object[] json = [.. group.Select(export.Flat)];
            files.Add(new TreeOutput(name, group.Key, json.Length, Tree(json)));
            parts.Add(new Dictionary<string, object?> { ["sobject"] = group.Key, ["files"] = new[] { name } });
        }

        string plan = isOfOne ? $"{string.Join("-", files.Select(static f => f.Type))}-plan.json" : "plan.json";
        files.Add(new TreeOutput(Named(prefix, plan), null, files.Sum(static f => f.Records), ToBytes(parts)));
        return files;
    }

    /// <summary>A file for each object that was queried, with the records below inside.</summary>
    public static IReadOnlyList<TreeOutput> Nested(TreeExport export, IReadOnlyList<IReadOnlyList<QueriedRecord>> queries, string? prefix)
    {
        List<TreeOutput> files = [];
        HashSet<QueriedRecord> written = [];
        bool isOfOne = queries.Count == 1;
        foreach (IGrouping<string, QueriedRecord> group in queries.SelectMany(static q => q).GroupBy(static r => r.Type))
        {
            int before = written.Count;
            List<string> types = [];
            List<object> json = [];
            foreach (QueriedRecord record in group)
            {
                // It may stand below another one already.
                if (written.Contains(record) || record.Parent is not null)
                    continue;
                json.Add(export.Nested(record, written));
            }

            // Records that lie in each other are below none that has been written.
            foreach (QueriedRecord record in group)
                if (!written.Contains(record) && !IsBelow(record, written))
                    json.Add(export.NestedInRing(record, written));

            foreach (string type in written.Skip(before).Select(static r => r.Type))
                if (!types.Contains(type))
                    types.Add(type);
            if (json.Count == 0)
                continue;
            int count = written.Count - before;
            string name = Named(prefix, $"{(isOfOne ? string.Join("-", types) : group.Key)}.json");
            if (count > MaxRecords)
                export.Notes.Add(FormattableString.Invariant($"'{name}' has {count} records. The Salesforce CLI imports more than {MaxRecords} only from files with a plan."), isWarning: true);
            files.Add(new TreeOutput(name, group.Key, count, Tree(json)));
        }

        if (export.HasReferences)
            export.Notes.Add("Some records refer to others. The Salesforce CLI imports these only from files with a plan.", isWarning: true);
        return files;
    }

    /// <summary>Writes files: all or none, as far as the disk allows.</summary>
    /// <param name="files">The files, and where they go.</param>
    /// <param name="noClobber">Replaces no file.</param>
    /// <param name="stop">Ends it.</param>
    /// <returns>A file that would have been replaced: then none is written. Null: all are.</returns>
    /// <exception cref="SfException">FILE_NOT_WRITTEN.</exception>
    public static async Task<string?> WriteAsync(IReadOnlyList<(string Path, TreeOutput File)> files, bool noClobber, CancellationToken stop)
    {
        List<AtomicFile> open = [];
        try
        {
            foreach ((string path, TreeOutput file) in files)
            {
                Disk.Run(path, () => Directory.CreateDirectory(Path.GetDirectoryName(path)!));
                FilePlace.Require(path);
                open.Add(await AtomicFile.OpenAsync(path, stop).ConfigureAwait(false));
                await open[open.Count - 1].WriteAsync(file.Content, file.Content.Length, stop).ConfigureAwait(false);
            }

            for (int i = 0; i < open.Count; i++)
            {
                if (!noClobber)
                {
                    open[i].Commit();
                }
                else if (!open[i].TryCommitNew(files[i].Path))
                {
                    foreach ((string path, _) in files.Take(i))
                        Disk.Run(path, () => File.Delete(path));
                    return files[i].Path;
                }
            }

            return null;
        }
        finally
        {
            foreach (AtomicFile file in open)
                file.Dispose();
        }
    }

    private static bool IsBelow(QueriedRecord record, HashSet<QueriedRecord> written)
    {
        HashSet<QueriedRecord> seen = [];
        for (QueriedRecord? above = record; above is not null && seen.Add(above); above = above.Parent?.Record)
            if (written.Contains(above))
                return true;
        return false;
    }

    private static string Named(string? prefix, string name) => string.IsNullOrEmpty(prefix) ? name : $"{prefix}-{name}";

    private static byte[] Tree(IReadOnlyList<object> records) => ToBytes(new Dictionary<string, object?> { ["records"] = records });

    private static byte[] ToBytes(object value)
    {
        using JsonDocument json = JsonDocument.Parse(JsonBody.Of(value, name: "export"), new JsonDocumentOptions { MaxDepth = JsonBody.MaxDepth * 2 });
        using MemoryStream stream = new();
        using (Utf8JsonWriter writer = new(stream, s_options))
            json.WriteTo(writer);
        stream.WriteByte((byte)'\n');
        return stream.ToArray();
    }
}
