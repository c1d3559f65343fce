namespace SalesforceCC.Bulk;

/// <summary>The values of a record whose quotes have been checked, as they stand there.</summary>
internal ref struct CsvValues
{
    private const byte Quote = (byte)'"';

    private readonly byte _delimiter;
    private ReadOnlySpan<byte> _rest;
    private bool _isOver;

    /// <param name="record">The record, without its line ending.</param>
    /// <param name="delimiter">Between values.</param>
    public CsvValues(ReadOnlySpan<byte> record, byte delimiter)
    {
        _rest = record;
        _delimiter = delimiter;
        _isOver = false;
        Current = default;
    }

    /// <summary>The value, with its quotes.</summary>
    public ReadOnlySpan<byte> Current { get; private set; }

    /// <summary>Goes to the next value; false behind the last.</summary>
    public bool MoveNext()
    {
        if (_isOver)
            return false;
        int length = _rest.Length > 0 && _rest[0] == Quote ? QuotedLength(_rest) : _rest.IndexOf(_delimiter);
        if (length < 0 || length == _rest.Length)
        {
            Current = _rest;
            _isOver = true;
        }
        else
        {
            Current = _rest.Slice(0, length);
            _rest = _rest.Slice(length + 1);
        }

        return true;
    }

    /// <summary>All values as text.</summary>
    public static List<string> Texts(ReadOnlySpan<byte> record, byte delimiter)
    {
        List<string> texts = [];
        CsvValues values = new(record, delimiter);
        while (values.MoveNext())
            texts.Add(Text(values.Current));
        return texts;
    }

    /// <summary>What a value says, without its quotes.</summary>
    public static string Text(ReadOnlySpan<byte> value) =>
        value.Length >= 2 && value[0] == Quote
            ? Utf8.Text(value.Slice(1, value.Length - 2)).Replace("\"\"", "\"")
            : Utf8.Text(value);

    private static int QuotedLength(ReadOnlySpan<byte> value)
    {
        int at = 1;
        while (true)
        {
            int quote = value.Slice(at).IndexOf(Quote);
            if (quote < 0)
                return value.Length;
            at += quote + 1;
            if (at == value.Length || value[at] != Quote)
                return at;
            at++;
        }
    }
}
