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
    private int _quote;
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
        _buffer = new byte[block];
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
    public bool Read()
    {
        _start += _length;
        _length = 0;
        Line = NextLine;
        while (!TryFind(_buffer.AsSpan(_start, _checked - _start)))
        {
            if (_isAtEnd)
                return false;
            Fill();
        }

        return true;
    }

    public void Dispose() => _file.Dispose();

    private bool TryFind(ReadOnlySpan<byte> rest)
    {
        if (rest.IsEmpty)
            return false;
        if (_quote < _start)
            _quote = IndexOrEnd(rest.IndexOf(Quote));
        int feed = rest.IndexOf(Feed);
        if ((feed < 0 ? _checked : _start + feed) >= _quote)
            return TryFindQuoted(rest);
        if (feed < 0 && !_isAtEnd)
            return false;
        ReadOnlySpan<byte> record = feed < 0 ? rest : rest.Slice(0, feed);
        int ending = feed < 0 ? 0 : 1;
        if (record.IndexOf(Return) is >= 0 and int at)
        {
            if (feed < 0 || at < feed - 1)
                throw StrayReturn(Line);
            record = record.Slice(0, feed - 1);
            ending = 2;
        }

        HasQuotes = false;
        Found(record.Length + ending, ending, Count(record, _delimiter) + 1, 0);
        return true;
    }

    private bool TryFindQuoted(ReadOnlySpan<byte> rest)
    {
        int values = 1;
        long lines = 0;
        for (int at = 0; ;)
        {
            if (at < rest.Length && rest[at] == Quote)
            {
                at = EndOfQuoted(rest, at + 1, ref lines);
                if (at < 0)
                    return false;
            }
            else
            {
                int plain = rest.Slice(at).IndexOfAny(_delimiter, Feed, Quote);
                if (plain < 0 && !_isAtEnd)
                    return false;
                int end = plain < 0 ? rest.Length : at + plain;
                if (rest.Slice(at, end - at).IndexOf(Return) is >= 0 and int stray)
                {
                    if (end == rest.Length || rest[end] != Feed || at + stray != end - 1)
                        throw StrayReturn(Line + lines);
                    end--;
                }

                at = end;
                if (at < rest.Length && rest[at] == Quote)
                    throw Invalid(Line + lines, "has a quote within a value that does not begin with one. Put the value in quotes, and write each quote in it twice");
            }

            if (at < rest.Length && rest[at] == _delimiter)
            {
                at++;
                values++;
                continue;
            }

            int ending = EndingAt(rest, at, Line + lines);
            if (ending < 0)
                return false;
            HasQuotes = true;
            Found(at + ending, ending, values, lines);
            return true;
        }
    }

    // Behind the closing quote; negative where it is not there yet.
    private int EndOfQuoted(ReadOnlySpan<byte> rest, int at, ref long lines)
    {
        while (true)
        {
            int quote = rest.Slice(at).IndexOf(Quote);
            if (quote < 0)
                return _isAtEnd ? throw Invalid(Line, "has an opening quote without a closing one") : -1;
            lines += Breaks(rest.Slice(at, quote));
            at += quote + 1;
            if (at == rest.Length)
                return _isAtEnd ? at : -1;
            if (rest[at] != Quote)
                return at;
            at++;
        }
    }

    private int EndingAt(ReadOnlySpan<byte> rest, int at, long line)
    {
        if (at == rest.Length)
            return _isAtEnd ? 0 : -1;
        if (rest[at] == Feed)
            return 1;
        if (rest[at] != Return)
            throw Invalid(line, "has text behind the closing quote of a value. Write a quote within a value twice, and no spaces around the quotes");
        if (at + 1 == rest.Length)
            return _isAtEnd ? throw StrayReturn(line) : -1;
        return rest[at + 1] == Feed ? 2 : throw StrayReturn(line);
    }

    private void Found(int length, int ending, int values, long linesWithin)
    {
        _length = length;
        _ending = ending;
        Values = values;
        NextLine = Line + linesWithin + 1;
    }

    private void Fill()
    {
        if (_end - _start >= MaxRecord)
            throw Invalid(Line, FormattableString.Invariant($"begins a record of more than {MaxRecord} bytes. Is a closing quote missing?"));
        _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
        (_base, _checked, _end, _start, _quote) = (_base + _start, _checked - _start, _end - _start, 0, -1);
        if (_end > _buffer.Length / 2)
            Array.Resize(ref _buffer, (int)Math.Min(int.MaxValue / 2, _buffer.Length * 2L));
        int read = FileInput.OnDisk(_name, () => _file.Read(_buffer, _end, _buffer.Length - _end));
        _end += read;
        _isAtEnd = read == 0;
        int whole = _isAtEnd ? _end : _end - Utf8.Unfinished(_buffer.AsSpan(0, _end));
        int invalid = Utf8.FirstInvalid(_buffer.AsSpan(_checked, whole - _checked));
        if (invalid >= 0)
            throw NotUtf8(_checked + invalid);
        _checked = whole;
    }

    // CR, LF, and both together, as editors count lines.
    private static int Breaks(ReadOnlySpan<byte> value)
    {
        int count = Count(value, Feed);
        for (; value.IndexOf(Return) is >= 0 and int at; value = value.Slice(at + 1))
            if (at + 1 == value.Length || value[at + 1] != Feed)
                count++;
        return count;
    }

    private int IndexOrEnd(int index) => index < 0 ? int.MaxValue : _start + index;

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
