using System.Management.Automation.Language;
using System.Text;

namespace SalesforceCC.Cmdlets.Shell;

/// <summary>
/// An argument in quotes that is being typed: its value with the place of the cursor, and the argument as it stands. The
/// closing quote may still be missing.
/// </summary>
internal sealed class QuotedText
{
    private const string SingleQuotes = "'\u2018\u2019\u201A\u201B";
    private const string DoubleQuotes = "\"\u201C\u201D\u201E";

    private readonly string _raw;
    private readonly bool _isSingle;

    // For each character of the value, and its end, where it stands in the argument.
    private readonly List<int> _places = [];

    private QuotedText(string raw, bool isSingle)
    {
        _raw = raw;
        _isSingle = isSingle;
        Value = Read();
    }

    /// <summary>The value; variables in it are as they are written.</summary>
    public string Value { get; }

    /// <summary>The place of the cursor in the value.</summary>
    public int Cursor { get; private set; }

    /// <summary>The argument at the cursor; null where there is none in quotes.</summary>
    /// <param name="command">The command.</param>
    /// <param name="offset">The place of the cursor in the script; null: it is not known, and taken to be at the end.</param>
    /// <param name="word">What PowerShell wants to be completed.</param>
    public static QuotedText? At(CommandAst command, int? offset, string word)
    {
        foreach (IScriptExtent extent in command.CommandElements
            .Select(static e => e is CommandParameterAst { Argument: { } argument } ? (Ast)argument : e)
            .Where(static e => e is StringConstantExpressionAst or ExpandableStringExpressionAst).Select(static e => e.Extent))
        {
            bool isSingle = extent.Text.Length > 0 && SingleQuotes.IndexOf(extent.Text[0]) >= 0;
            if (!isSingle && (extent.Text.Length == 0 || DoubleQuotes.IndexOf(extent.Text[0]) < 0))
                continue;
            QuotedText text = new(extent.Text, isSingle);
            if (offset is null ? text.Value == word.Trim('\'', '"') : extent.StartOffset < offset && offset <= extent.EndOffset)
            {
                text.Cursor = text.PlaceOf((offset ?? extent.EndOffset) - extent.StartOffset);
                return text;
            }
        }

        return null;
    }

    /// <summary>The whole argument with another text in place of a part of its value.</summary>
    public string With(int start, int end, string text) =>
        _raw.Substring(0, _places[start]) + Escape(text) + _raw.Substring(_places[end]);

    private string Escape(string text)
    {
        StringBuilder escaped = new();
        foreach (char c in text)
        {
            if (_isSingle ? SingleQuotes.IndexOf(c) >= 0 : c is '`' or '$' || DoubleQuotes.IndexOf(c) >= 0)
                escaped.Append(_isSingle ? c : '`');
            escaped.Append(c);
        }

        return escaped.ToString();
    }

    private string Read()
    {
        StringBuilder value = new();
        string quotes = _isSingle ? SingleQuotes : DoubleQuotes;
        int at = 1;
        while (at < _raw.Length)
        {
            bool isQuote = quotes.IndexOf(_raw[at]) >= 0;
            bool isPair = at + 1 < _raw.Length && (isQuote ? quotes.IndexOf(_raw[at + 1]) >= 0 : !_isSingle && _raw[at] == '`');
            if (isQuote && !isPair)
                break;
            _places.Add(at);
            at += isPair ? 1 : 0;
            value.Append(isPair && !isQuote ? Escaped(_raw[at]) : _raw[at]);
            at++;
        }

        _places.Add(at);
        return value.ToString();
    }

    // `n and its kind are white space in SOQL, whichever it is.
    private static char Escaped(char c) => c is 'n' or 'r' or 't' or 'f' or 'v' ? ' ' : c;

    private int PlaceOf(int offset)
    {
        int at = _places.FindIndex(p => p >= offset);
        return at < 0 ? _places.Count - 1 : at;
    }
}
