using System.Globalization;

namespace SalesforceCC.Bulk;

/// <summary>Writes the result files of a group.</summary>
internal sealed class ResultWriter : IDisposable
{
    private readonly string _folder;
    private readonly ResultGroup _group;
    private readonly Action<ImportFailure> _failed;
    private readonly Dictionary<string, ResultFile> _files = new(StringComparer.Ordinal);

    private ResultWriter(string folder, ResultGroup group, Action<ImportFailure> failed)
    {
        _folder = folder;
        _group = group;
        _failed = failed;
    }

    /// <summary>Begins the files that there always are.</summary>
    public static async Task<ResultWriter> OpenAsync(string folder, ResultGroup group, Action<ImportFailure> failed, CancellationToken stop)
    {
        ResultWriter writer = new(folder, group, failed);
        try
        {
            foreach (ResultKind kind in (ResultKind[])[ResultKind.Successful, ResultKind.Failed, ResultKind.Unprocessed])
                await writer.FileAsync(kind, stop).ConfigureAwait(false);
            return writer;
        }
        catch
        {
            writer.Dispose();
            throw;
        }
    }

    /// <summary>Writes the rows of a part.</summary>
    /// <param name="part">The part.</param>
    /// <param name="join">What became of them; null: none was sent.</param>
    /// <param name="stop">Ends it.</param>
    public async Task<ImportCounts> WriteAsync(ImportPart part, PartJoin? join, CancellationToken stop)
    {
        int[] indexes = _group.IndexesIn(part.Source);
        Dictionary<ResultKind, long> counts = [];
        long created = 0;
        using SourceRows rows = new(part);
        for (long row = 0; await rows.ReadAsync(stop).ConfigureAwait(false); row++)
        {
            int outcome = join?.OutcomeOf(row) ?? -1;
            ResultKind kind = join is null ? ResultKind.Unprocessed : join.Outcomes.KindOf(outcome);
            string[] values = [.. indexes.Select(i => i < 0 ? "" : rows[i])];
            counts[kind] = (counts.TryGetValue(kind, out long count) ? count : 0) + 1;
            string id = outcome < 0 ? "" : join!.Outcomes.IdOf(outcome);
            string text = outcome < 0 ? "" : join!.Outcomes.TextOf(outcome);
            if (kind == ResultKind.Successful && text.Equals("true", StringComparison.OrdinalIgnoreCase))
                created++;
            if (kind == ResultKind.Failed)
                _failed(new ImportFailure(part, rows.Line, id.Length > 0 ? id : null, text, [.. _group.Columns.Select((c, i) => new KeyValuePair<string, string>(c, values[i]))]));
            ResultFile file = await FileAsync(kind, stop).ConfigureAwait(false);
            await file.AddAsync([.. OwnValues(kind, id, text, rows.Line), .. values], stop).ConfigureAwait(false);
        }

        long unmatched = join is { Outcomes: { Left: > 0 } left } ? await WriteUnmatchedAsync(left, stop).ConfigureAwait(false) : 0;
        return new ImportCounts(Of(ResultKind.Successful), created, Of(ResultKind.Failed), Of(ResultKind.Unprocessed), Of(ResultKind.Unknown), unmatched);

        long Of(ResultKind kind) => counts.TryGetValue(kind, out long count) ? count : 0;
    }

    /// <summary>Puts the files in their places, and gives their names.</summary>
    public async Task<IReadOnlyList<string>> CommitAsync(CancellationToken stop)
    {
        foreach (ResultFile file in _files.Values)
            await file.CommitAsync(stop).ConfigureAwait(false);
        return [.. _files.Values.Select(static f => f.Path)];
    }

    public void Dispose()
    {
        foreach (ResultFile file in _files.Values)
            file.Dispose();
    }

    // A result whose row nobody knows is kept, too: it may be all that tells of a record.
    private async Task<long> WriteUnmatchedAsync(OutcomeTable outcomes, CancellationToken stop)
    {
        ResultFile file = await FileAsync("unmatched", ["sf__Id", "sf__Created", "sf__Error"], stop).ConfigureAwait(false);
        for (int i = 0; i < outcomes.Count; i++)
        {
            if (outcomes.IsTaken(i))
                continue;
            bool isFailure = outcomes.KindOf(i) == ResultKind.Failed;
            await file.AddAsync([outcomes.IdOf(i), isFailure ? "" : outcomes.TextOf(i), isFailure ? outcomes.TextOf(i) : ""], stop).ConfigureAwait(false);
        }

        return outcomes.Left;
    }

    private Task<ResultFile> FileAsync(ResultKind kind, CancellationToken stop) =>
        FileAsync(kind.ToString().ToLowerInvariant(), [.. OwnColumns(kind), .. _group.Columns], stop);

    private async Task<ResultFile> FileAsync(string name, string[] header, CancellationToken stop)
    {
        if (_files.TryGetValue(name, out ResultFile? open))
            return open;
        ResultFile file = await ResultFile.OpenAsync(Path.Combine(_folder, $"{_group.Prefix}{name}.csv"), _group.Dialect, header, stop).ConfigureAwait(false);
        _files.Add(name, file);
        return file;
    }

    private static string[] OwnColumns(ResultKind kind) => kind switch
    {
        ResultKind.Successful => ["sf__Id", "sf__Created"],
        ResultKind.Failed => ["sf__Id", "sf__Error", "sf__Line"],
        _ => [],
    };

    private static string[] OwnValues(ResultKind kind, string id, string text, long line) => kind switch
    {
        ResultKind.Successful => [id, text],
        ResultKind.Failed => [id, text, line.ToString(CultureInfo.InvariantCulture)],
        _ => [],
    };
}
