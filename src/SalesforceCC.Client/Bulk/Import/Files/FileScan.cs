using System.Runtime.CompilerServices;

namespace SalesforceCC.Bulk;

/// <summary>
/// Reads all of a file once: checks each record, finds out whether its bytes can be sent as they are, and where to split it,
/// never within a record.
/// </summary>
/// <param name="header">The file.</param>
/// <param name="settings">How it is imported.</param>
internal sealed class FileScan(FileHeader header, ImportSettings settings)
{
    private const int RecordsBetween = 4096;

    private readonly List<(long Offset, long Length, long Rows, long Line)> _parts = [];
    private readonly HashSet<int> _booleans = [.. header.Targets.Select(static (t, i) => (t, i)).Where(static c => c.t is { Name: not null, IsParent: false, Field.Type: "boolean" }).Select(static c => c.i)];
    private bool _isMixed;
    private bool _hasWords;
    private bool _hasOtherBreaks;

    /// <summary>The source.</summary>
    /// <param name="number">Its number.</param>
    public ImportSource Source(int number) => new()
    {
        Number = number,
        Given = header.Given,
        File = header.Copy.Path,
        Dialect = header.Dialect with { IsCrLf = IsCrLf },
        Columns = header.Columns,
        Sent = [.. header.Targets
            .Select((t, i) => new SentColumn(t.Name ?? "", i, _hasWords && _booleans.Contains(i), Normalizes ? IsCrLf ? "\r\n" : "\n" : null))
            .Where(static c => c.Name.Length > 0)],
        IsRewritten = _isMixed || _hasWords || Normalizes || header.Targets.Any(static t => t.Name is null),
        Stamp = header.Stamp,
    };

    /// <summary>Parts of whole records, of which none is empty.</summary>
    public IReadOnlyList<(long Offset, long Length, long Rows, long Line)> Parts => _parts;

    /// <summary>Bytes read so far.</summary>
    public long Bytes { get; private set; }

    /// <summary>Rows read so far.</summary>
    public long Rows { get; private set; }

    // Of lines that end in both ways, LF is what others become.
    private bool IsCrLf => header.Dialect.IsCrLf && !_isMixed;

    private bool Normalizes => settings.NormalizesLineBreaks && (_hasOtherBreaks || _isMixed);

    /// <summary>Reads the file.</summary>
    /// <param name="read">Told now and then.</param>
    /// <param name="stop">Ends it.</param>
    /// <exception cref="SfException">INVALID_CSV, BODY_NOT_READ.</exception>
    [MethodImpl(Compiled.AtOnce)]
    public void Run(Action read, CancellationToken stop)
    {
        using CsvRecords records = header.Records();
        records.Read();
        int most = settings.JobBytes - HeaderLength;
        (long Offset, long Length, long Rows, long Line) part = default;
        long size = 0;
        long next = 0;
        while (true)
        {
            if (part.Rows > 0 && IsPlain)
            {
                CsvRun run = records.Skip(header.Columns.Count, header.Dialect.IsCrLf, settings.JobRows - part.Rows, most - size);
                part.Length += run.Length;
                part.Rows += run.Records;
                size += run.Length;
                Rows += run.Records;
            }

            if (!records.Read())
                break;
            if (Rows >= next)
            {
                stop.ThrowIfCancellationRequested();
                next = Rows + RecordsBetween;
                Bytes = records.Offset;
                read();
            }

            if (IsEnd(records))
                break;
            Check(records);
            long length = SentLength(records);
            if (length > most)
                throw CsvErrors.Invalid(header.Given, records.Line, FormattableString.Invariant($"begins a record of {records.Length} bytes, and a job can have {settings.JobBytes}"));
            if (part.Rows > 0 && (size + length > most || part.Rows >= settings.JobRows))
            {
                _parts.Add(part);
                part = default;
                size = 0;
            }

            if (part.Rows == 0)
                (part.Offset, part.Line) = (records.Offset, records.Line);
            part.Length += records.Length;
            part.Rows++;
            size += length;
            Rows++;
        }

        if (part.Rows > 0)
            _parts.Add(part);
        Bytes = records.Offset;
        read();
    }

    // Nothing depends on what stands in the values.
    private bool IsPlain => _booleans.Count == 0 && !settings.NormalizesLineBreaks;

    private int HeaderLength => header.Targets.Sum(static t => t.Name is null ? 0 : t.Name.Length + 1) + 1;

    // Lines without anything in them may stand at the end, and nowhere else.
    private bool IsEnd(CsvRecords records)
    {
        if (!records.Current.IsEmpty)
            return false;
        long line = records.Line;
        while (records.Read())
            if (!records.Current.IsEmpty)
                throw CsvErrors.Invalid(header.Given, line, "is empty. Remove empty lines between records");
        return true;
    }

    [MethodImpl(Compiled.AtOnce)]
    private void Check(CsvRecords records)
    {
        if (records.Values != header.Columns.Count)
            throw CsvErrors.Invalid(
                header.Given, records.Line, FormattableString.Invariant($"has {records.Values} values, and the header has {header.Columns.Count}. Put values in quotes that contain the delimiter or a line break"));
        if (records.Ending != CsvEnding.None && (records.Ending == CsvEnding.CrLf) != header.Dialect.IsCrLf)
            _isMixed = true;
        if (_booleans.Count > 0)
            CheckBooleans(records);
        if (settings.NormalizesLineBreaks && records.HasQuotes && !_hasOtherBreaks)
            _hasOtherBreaks = LineBreaks.HasOther(records.Current, header.Dialect.IsCrLf);
    }

    private void CheckBooleans(CsvRecords records)
    {
        CsvValues values = new(records.Current, (byte)header.Dialect.Delimiter);
        for (int i = 0; values.MoveNext(); i++)
        {
            if (!_booleans.Contains(i) || values.Current.IsEmpty || values.Current is [(byte)'1' or (byte)'0'])
                continue;
            string cell = CsvValues.Text(values.Current);
            bool? isTaken = BooleanCells.IsTaken(cell);
            if (isTaken == false)
                throw CsvErrors.Invalid(header.Given, records.Line, BooleanCells.Problem(header.Columns[i], cell));
            _hasWords |= isTaken is null;
        }
    }

    // At most: 'y' becomes 'true', and a line break of one byte one of two.
    private long SentLength(CsvRecords records) =>
        records.Length + (3 * _booleans.Count) + (settings.NormalizesLineBreaks ? records.NextLine - records.Line : 0);
}
