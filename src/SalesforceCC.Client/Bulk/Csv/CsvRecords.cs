using System.Runtime.CompilerServices;

namespace SalesforceCC.Bulk;

/// <summary>
/// Goes through the records of CSV in UTF-8 without a look at their values, as fast as a disk gives them: byte by byte only
/// where there are quotes. It finds what Salesforce would refuse a whole job for, with its line.
/// </summary>
internal sealed class CsvRecords : IDisposable
{
    /// <summary>No record that Salesforce takes is as long.</summary>
    public const int MaxRecord = 100_000_000;

    private const byte Quote = (byte)'"';
    private const byte Return = (byte)'\r';
    private const byte Feed = (byte)'\n';

    private readonly Stream _file;
    private readonly byte _delimiter;
    private readonly string _name;

    private byte[] _buffer;
    private long _base;
    private int _start;
    private int _end;
    private int _checked;
    private CsvMarks _marks;
    private bool _isAtEnd;
    private int _length;
    private int _ending;

    /// <param name="file">The bytes, from the start of a record; it is closed with this.</param>
    /// <param name="delimiter">Between values.</param>
    /// <param name="name">What errors call it.</param>
    /// <param name="offset">Where the bytes stand in their file.</param>
    /// <param name="line">The line that they begin with.</param>
    /// <param name="block">Bytes that are read at a time.</param>
    public CsvRecords(Stream file, char delimiter, string name, long offset = 0, long line = 1, int block = 1 << 18)
    {
        _file = file;
        _delimiter = (byte)delimiter;
        _name = name;
        _base = offset;
        NextLine = line;
        _marks = new CsvMarks(_delimiter);
        _buffer = new byte[block + CsvMarks.Padding];
    }

    /// <summary>The record, without its line ending.</summary>
    public ReadOnlySpan<byte> Current => _buffer.AsSpan(_start, _length - _ending);

    /// <summary>Where the record begins in the file.</summary>
    public long Offset => _base + _start;

    /// <summary>Bytes of the record, with its line ending.</summary>
    public int Length => _length;

    /// <summary>The line that it begins with.</summary>
    public long Line { get; private set; }

    /// <summary>The line behind it.</summary>
    public long NextLine { get; private set; }

    /// <summary>How many values it has.</summary>
    public int Values { get; private set; }

    /// <summary>There are quotes in it.</summary>
    public bool HasQuotes { get; private set; }

    /// <summary>How it ends.</summary>
    public CsvEnding Ending => (CsvEnding)_ending;

    /// <summary>Goes to the next record; false behind the last.</summary>
    /// <exception cref="SfException">INVALID_CSV, BODY_NOT_READ.</exception>
    [MethodImpl(Compiled.AtOnce)]
    public bool Read()
    {
        _start += _length;
        _length = 0;
        Line = NextLine;
        while (!TryFind())
        {
            if (_isAtEnd)
                return false;
            Fill();
        }

        return true;
    }

    /// <summary>
    /// Passes over records behind the last one in which nothing is to be looked at, as far as they have been read from the disk.
    /// There may be none; the next <see cref="Read"/> gives the first one behind them, so that there is no record until then.
    /// </summary>
    /// <param name="values">Values of each record.</param>
    /// <param name="isCrLf">They end with CR and LF, not with LF alone.</param>
    /// <param name="mostRecords">The most records.</param>
    /// <param name="mostBytes">The most bytes.</param>
    [MethodImpl(Compiled.AtOnce)]
    public CsvRun Skip(int values, bool isCrLf, long mostRecords, long mostBytes)
    {
        _start += _length;
        (_length, _ending) = (0, 0);
        CsvRun run = CsvRun.Take(_buffer.AsSpan(_start), _checked - _start, _delimiter, values, isCrLf, mostRecords, mostBytes);
        if (run.Records > 0)
        {
            _start += run.Length;
            NextLine += run.Lines;
            _marks.Begin(_buffer, _start);
        }

        Line = NextLine;
        return run;
    }

    public void Dispose() => _file.Dispose();

    // Whether the record is there to its end; if not, more has to be read, and it is looked for anew.
    [MethodImpl(Compiled.AtOnce)]
    private bool TryFind()
    {
        if (_start == _checked)
            return false;
        byte[] buffer = _buffer;
        int values = 1;
        long lines = 0;
        bool hasQuotes = false;
        for (int value = _start; ;)
        {
            int at = _marks.Next(buffer, _checked);
            if (at < _checked && buffer[at] == Quote)
            {
                if (at > value)
                    throw Invalid(Line + lines, "has a quote within a value that does not begin with one. Put the value in quotes, and write each quote in it twice");
                hasQuotes = true;
                int behind = EndOfQuoted(at, ref lines);
                if (behind < 0)
                    return false;
                at = _marks.Next(buffer, _checked);
                if (at > behind)
                    throw Invalid(Line + lines, "has text behind the closing quote of a value. Write a quote within a value twice, and no spaces around the quotes");
            }

            if (at < _checked && buffer[at] == _delimiter)
            {
                value = at + 1;
                values++;
                continue;
            }

            int ending = EndingAt(at, Line + lines);
            if (ending < 0)
                return false;
            HasQuotes = hasQuotes;
            _length = at + ending - _start;
            _ending = ending;
            Values = values;
            NextLine = Line + lines + 1;
            return true;
        }
    }

    // Behind the closing quote; negative where it is not there yet.
    [MethodImpl(Compiled.AtOnce)]
    private int EndOfQuoted(int open, ref long lines)
    {
        for (int last = open; ;)
        {
            int at = _marks.Next(_buffer, _checked);
            if (at == _checked)
                return _isAtEnd ? throw Invalid(Line, "has an opening quote without a closing one") : -1;
            if (_buffer[at] == Quote)
            {
                if (at + 1 == _checked)
                    return _isAtEnd ? at + 1 : -1;
                if (_buffer[at + 1] != Quote)
                    return at + 1;
                _marks.Next(_buffer, _checked);
            }
            else if (_buffer[at] == Return || (_buffer[at] == Feed && (last != at - 1 || _buffer[last] != Return)))
            {
                // CR, LF, and both together, as editors count lines.
                lines++;
            }

            last = at;
        }
    }

    // Bytes of the line ending at a place; negative where it is not there yet.
    [MethodImpl(Compiled.AtOnce)]
    private int EndingAt(int at, long line)
    {
        if (at == _checked)
            return _isAtEnd ? 0 : -1;
        if (_buffer[at] == Feed)
            return 1;
        if (at + 1 == _checked)
            return _isAtEnd ? throw StrayReturn(line) : -1;
        return _marks.Next(_buffer, _checked) == at + 1 && _buffer[at + 1] == Feed ? 2 : throw StrayReturn(line);
    }

    private void Fill()
    {
        if (_end - _start >= MaxRecord)
            throw Invalid(Line, FormattableString.Invariant($"begins a record of more than {MaxRecord} bytes. Is a closing quote missing?"));
        _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
        (_base, _checked, _end, _start) = (_base + _start, _checked - _start, _end - _start, 0);
        int room = _buffer.Length - CsvMarks.Padding;
        if (_end > room / 2)
        {
            room = (int)Math.Min(int.MaxValue / 2, room * 2L);
            Array.Resize(ref _buffer, room + CsvMarks.Padding);
        }

        int read = FileInput.OnDisk(_name, () => _file.Read(_buffer, _end, room - _end));
        _end += read;
        _isAtEnd = read == 0;
        int whole = _isAtEnd ? _end : _end - Utf8.Unfinished(_buffer.AsSpan(0, _end));
        int invalid = Utf8.FirstInvalid(_buffer.AsSpan(_checked, whole - _checked));
        if (invalid >= 0)
            throw NotUtf8(_checked + invalid);
        _checked = whole;
        _marks.Begin(_buffer, _start);
    }

    private static int Count(ReadOnlySpan<byte> bytes, byte value)
    {
#if NET
        return bytes.Count(value);
#else
        int count = 0;
        foreach (byte b in bytes)
            count += b == value ? 1 : 0;
        return count;
#endif
    }

    private SfException StrayReturn(long line) => Invalid(
        line, "has a carriage return (CR) that is neither within quotes nor part of a line ending. Salesforce knows lines that end with LF or with CR and LF");

    private SfException NotUtf8(int at) => Invalid(
        Line + Count(_buffer.AsSpan(_start, at - _start), Feed),
        FormattableString.Invariant($"is not UTF-8: its byte {_base + at} is 0x{_buffer[at]:X2}"));

    private SfException Invalid(long line, string what) => CsvErrors.Invalid(_name, line, what);
}
