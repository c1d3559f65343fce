namespace SalesforceCC.Bulk;

/// <summary>The rows of a part, read from its source once more, with the lines that they stand in.</summary>
internal sealed class SourceRows(ImportPart part) : IDisposable
{
    private readonly CsvRows _rows = new(FileRange.Open(part.Source.File, part.Offset, part.Length), part.Source.Dialect);
    private long _read;
    private long _next = part.FirstLine;

    /// <summary>The line that the row begins with; of the pipeline, the number of the object.</summary>
    public long Line { get; private set; }

    /// <summary>A value of the row.</summary>
    public string this[int column] => column < _rows.Count ? _rows[column] : "";

    /// <summary>Goes to the next row; false: there is none.</summary>
    /// <exception cref="SfException">JOURNAL_UNUSABLE: the source has not the rows that it had.</exception>
    public async ValueTask<bool> ReadAsync(CancellationToken stop)
    {
        bool isRead = await _rows.ReadAsync(stop).ConfigureAwait(false);
        if (isRead ? _read == part.Rows : _read < part.Rows)
            throw new SfException(
                SfErrorCodes.JournalUnusable, FormattableString.Invariant($"'{part.Source.File}' has changed since its rows were sent: {part.Rows} rows were expected from line {part.FirstLine} on."));
        if (!isRead)
            return false;
        _read++;
        Line = _next;
        _next += 1 + (part.Source.Given is null ? 0 : LineBreaks());
        return true;
    }

    public void Dispose() => _rows.Dispose();

    private int LineBreaks()
    {
        int count = 0;
        for (int i = 0; i < _rows.Count; i++)
            count += LineBreaks(_rows.Span(i));
        return count;
    }

    // CR, LF, and both together, as editors count lines.
    private static int LineBreaks(ReadOnlySpan<char> value)
    {
        int count = 0;
        while (value.IndexOfAny('\r', '\n') is int at and >= 0)
        {
            count++;
            value = value.Slice(value[at] == '\r' && at + 1 < value.Length && value[at + 1] == '\n' ? at + 2 : at + 1);
        }

        return count;
    }
}
