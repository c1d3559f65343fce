namespace SalesforceCC.Bulk;

/// <summary>Finds for each row of a part what became of it.</summary>
/// <param name="part">The part.</param>
/// <param name="files">The result files of its job.</param>
/// <param name="key">The column by which records are found: Id, or the key of an upsert; null: there is none.</param>
/// <param name="memory">What it takes; nothing else may use it as long as this is used.</param>
internal sealed class PartJoin(ImportPart part, IReadOnlyList<(ResultKind Kind, string Path)> files, string? key, JoinMemory memory)
{
    private readonly OutcomeTable _outcomes = memory.Outcomes;
    private readonly int[] _rows = memory.Begin((int)part.Rows);
    private long _left = part.Rows;

    /// <summary>The results.</summary>
    public OutcomeTable Outcomes => _outcomes;

    /// <summary>The result of a row, from 0; -1: it has none.</summary>
    public int OutcomeOf(long row) => _rows[row];

    /// <summary>Reads the results, and finds their rows.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        HashSet<string> missing = await ReadAsync(stop).ConfigureAwait(false);
        foreach (RowMatch way in RowMatch.Ways(part.Source.Sent, c => !missing.Contains(c), key))
        {
            if (_outcomes.Left == 0 || _left == 0)
                return;
            await SetKeysAsync(way, stop).ConfigureAwait(false);
            await TakeAsync(way, stop).ConfigureAwait(false);
        }
    }

    /// <summary>Keeps all results, and tells which columns one of the files lacks.</summary>
    private async Task<HashSet<string>> ReadAsync(CancellationToken stop)
    {
        HashSet<string> missing = new(StringComparer.OrdinalIgnoreCase);
        foreach ((ResultKind kind, string path) in files)
        {
            using ResultRows rows = await ResultRows.OpenAsync(path, kind, part.Source.Dialect, stop).ConfigureAwait(false);
            if (rows.HasHeader)
                missing.UnionWith(part.Source.Sent.Select(static c => c.Name).Where(c => !rows.Has(c)));
            while (await rows.ReadAsync(stop).ConfigureAwait(false))
                _outcomes.Add(kind, rows.Id, rows.Text);
        }

        return missing;
    }

    private async Task SetKeysAsync(RowMatch way, CancellationToken stop)
    {
        _outcomes.ClearKeys();
        RowKeyBuilder builder = new();
        int outcome = 0;
        foreach ((ResultKind kind, string path) in files)
        {
            using ResultRows rows = await ResultRows.OpenAsync(path, kind, part.Source.Dialect, stop).ConfigureAwait(false);
            for (; await rows.ReadAsync(stop).ConfigureAwait(false); outcome++)
            {
                if (_outcomes.IsTaken(outcome))
                    continue;
                foreach (SentColumn column in way.Columns)
                    builder.Add(way.Normalize(rows.Value(column.Name)));
                _outcomes.SetKey(outcome, builder.Take());
            }
        }
    }

    private async Task TakeAsync(RowMatch way, CancellationToken stop)
    {
        RowKeyBuilder builder = new();
        using SourceRows source = new(part);
        for (int row = 0; await source.ReadAsync(stop).ConfigureAwait(false); row++)
        {
            if (_rows[row] >= 0)
                continue;
            foreach (SentColumn column in way.Columns)
                builder.Add(way.Normalize(column.ValueOf(source[column.Index])));
            _rows[row] = _outcomes.Take(builder.Take());
            if (_rows[row] >= 0)
                _left--;
        }
    }
}
