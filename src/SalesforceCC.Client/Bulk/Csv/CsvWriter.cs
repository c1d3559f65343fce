using System.Text;

namespace SalesforceCC.Bulk;

/// <summary>Writes CSV in UTF-8 into memory, for somebody to take and write. Values are quoted where they have to be.</summary>
internal sealed class CsvWriter(CsvDialect dialect)
{
    private static readonly UTF8Encoding s_utf8 = new(encoderShouldEmitUTF8Identifier: false);

    private readonly StringBuilder _text = new();
    private bool _isInRow;
    private int _start;

    /// <summary>How many characters wait to be taken.</summary>
    public int Length => _text.Length;

    /// <summary>Writes a value.</summary>
    public void Add(ReadOnlySpan<char> value)
    {
        if (_isInRow)
            _text.Append(dialect.Delimiter);
        _isInRow = true;

        // What looks like nothing, or like a blank beside a quote, is told apart from it by quotes.
        if (value.IndexOfAny('"', '\r', '\n') < 0 && value.IndexOf(dialect.Delimiter) < 0 && !HasOuterBlank(value))
        {
            Append(value);
            return;
        }

        _text.Append('"');
        while (value.IndexOf('"') is int at and >= 0)
        {
            Append(value.Slice(0, at + 1));
            _text.Append('"');
            value = value.Slice(at + 1);
        }

        Append(value);
        _text.Append('"');
    }

    /// <summary>Writes a value.</summary>
    public void Add(string? value) => Add((value ?? "").AsSpan());

    /// <summary>Writes the values of a row, and ends it.</summary>
    public void AddRow(IEnumerable<string?> values)
    {
        foreach (string? value in values)
            Add(value);
        EndRow();
    }

    /// <summary>Ends the row.</summary>
    public void EndRow()
    {
        // Nothing at all would be an empty line, and no row.
        if (_text.Length == _start)
            _text.Append("\"\"");
        _text.Append(dialect.LineEnding);
        _isInRow = false;
        _start = _text.Length;
    }

    /// <summary>The rows written since the last time.</summary>
    public byte[] Take()
    {
        byte[] bytes = s_utf8.GetBytes(_text.ToString());
        _text.Clear();
        _start = 0;
        return bytes;
    }

    private static bool HasOuterBlank(ReadOnlySpan<char> value) =>
        value.Length > 0 && (char.IsWhiteSpace(value[0]) || char.IsWhiteSpace(value[value.Length - 1]));

    private void Append(ReadOnlySpan<char> text)
    {
#if NET
        _text.Append(text);
#else
        foreach (char c in text)
            _text.Append(c);
#endif
    }
}
