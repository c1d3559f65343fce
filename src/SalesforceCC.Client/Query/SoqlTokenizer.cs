namespace SalesforceCC.Query;

/// <summary>
/// Cuts SOQL text into tokens, for everything that must know what is a name and what stands between quotes. It takes any
/// text, also one that is still being typed: to find mistakes is Salesforce's part.
/// </summary>
internal sealed class SoqlTokenizer
{
    private static readonly string[] s_symbols = ["<=", ">=", "!=", "<>", "=", "<", ">", "(", ")", ",", ".", ":"];

    private readonly string _soql;
    private readonly List<SoqlToken> _tokens = [];
    private int _at;
    private int _depth;

    private SoqlTokenizer(string soql) => _soql = soql;

    /// <summary>All tokens, in order; what is between them is white space.</summary>
    public static List<SoqlToken> Read(string soql)
    {
        SoqlTokenizer tokenizer = new(soql);
        while (tokenizer.SkipSpace())
            tokenizer.Take();
        return tokenizer._tokens;
    }

    /// <summary>The tokens that mean something: all but comments.</summary>
    public static List<SoqlToken> ReadWithoutComments(string soql)
    {
        List<SoqlToken> tokens = Read(soql);
        tokens.RemoveAll(static t => t.Kind == SoqlTokenKind.Comment);
        return tokens;
    }

    /// <summary>Whether a character can start a name.</summary>
    public static bool IsNameStart(char c) => c is >= 'a' and <= 'z' or >= 'A' and <= 'Z' or '_';

    /// <summary>Whether a character can go on in a name.</summary>
    public static bool IsName(char c) => IsNameStart(c) || IsDigit(c);

    private static bool IsDigit(char c) => c is >= '0' and <= '9';

    private bool SkipSpace()
    {
        while (_at < _soql.Length && (char.IsWhiteSpace(_soql[_at]) || _soql[_at] == '\uFEFF'))
            _at++;
        return _at < _soql.Length;
    }

    private void Take()
    {
        char c = _soql[_at];
        if (IsNameStart(c))
            Add(SoqlTokenKind.Name, EndOfName(_at));
        else if (c == '\'')
            TakeText();
        else if (IsDigit(c) || (c is '-' or '+' or '.' && (IsDigit(At(_at + 1)) || At(_at + 1) == '.')))
            TakeNumberOrDate();
        else if (c == '/' && At(_at + 1) is '/' or '*')
            TakeComment();
        else
            TakeSymbol();
    }

    private void TakeText()
    {
        int at = _at + 1;
        while (at < _soql.Length && _soql[at] != '\'')
            at += _soql[at] == '\\' ? 2 : 1;
        Add(SoqlTokenKind.Text, Math.Min(at + 1, _soql.Length), isOpen: at >= _soql.Length);
    }

    private void TakeComment()
    {
        bool isLine = _soql[_at + 1] == '/';
        int end = isLine ? _soql.IndexOfAny(['\r', '\n'], _at) : _soql.IndexOf("*/", _at + 2, StringComparison.Ordinal);
        bool isOpen = end < 0;
        Add(SoqlTokenKind.Comment, isOpen ? _soql.Length : isLine ? end : end + 2, isOpen);
    }

    private void TakeSymbol()
    {
        foreach (string symbol in s_symbols)
        {
            if (string.CompareOrdinal(_soql, _at, symbol, 0, symbol.Length) != 0)
                continue;
            _depth -= symbol == ")" && _depth > 0 ? 1 : 0;
            Add(SoqlTokenKind.Symbol, _at + symbol.Length);
            _depth += symbol == "(" ? 1 : 0;
            return;
        }

        Add(SoqlTokenKind.Other, _at + 1);
    }

    private void TakeNumberOrDate()
    {
        if (Shape("dddd-dd-ddTdd:dd", _at) is { } minutes)
            Add(SoqlTokenKind.DateTime, EndOfZone(EndOfFraction(Shape(":dd", minutes) ?? minutes)));
        else if (Shape("dddd-dd-dd", _at) is { } date)
            Add(SoqlTokenKind.Date, date);
        else if (Shape("dd:dd:dd", _at) is { } time)
            Add(SoqlTokenKind.Time, EndOfZone(EndOfFraction(time)));
        else
            TakeNumber();
    }

    private void TakeNumber()
    {
        int end = _at + 1;
        while (IsDigit(At(end)) || At(end) == '.')
            end++;
        if (At(end) is 'e' or 'E')
        {
            end++;
            end += At(end) is '+' or '-' ? 1 : 0;
            end = EndOfDigits(end);
        }

        // 5abc is neither a number nor a name.
        bool isNone = IsNameStart(At(end));
        Add(isNone ? SoqlTokenKind.Other : SoqlTokenKind.Number, isNone ? EndOfName(end) : end);
    }

    private int EndOfFraction(int at) => At(at) == '.' ? EndOfDigits(at + 1) : at;

    private int EndOfZone(int at) =>
        At(at) is 'Z' or 'z'
            ? at + 1
            : Shape("+dd:dd", at) ?? Shape("-dd:dd", at) ?? Shape("+dddd", at) ?? Shape("-dddd", at) ?? at;

    private int EndOfDigits(int at)
    {
        while (IsDigit(At(at)))
            at++;
        return at;
    }

    private int EndOfName(int at)
    {
        while (IsName(At(at)))
            at++;
        return at;
    }

    /// <summary>Where a shape such as <c>dddd-dd-dd</c> ends, d being a digit; null where the text has another.</summary>
    private int? Shape(string shape, int at)
    {
        for (int i = 0; i < shape.Length; i++)
            if (shape[i] == 'd' ? !IsDigit(At(at + i)) : At(at + i) != shape[i])
                return null;
        return at + shape.Length;
    }

    private char At(int position) => position < _soql.Length ? _soql[position] : '\0';

    private void Add(SoqlTokenKind kind, int end, bool isOpen = false)
    {
        _tokens.Add(new SoqlToken(_soql, kind, _at, end, _depth, isOpen));
        _at = end;
    }
}
