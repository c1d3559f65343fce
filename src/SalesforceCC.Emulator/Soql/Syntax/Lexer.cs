using SalesforceCC.Emulator.Data;

namespace SalesforceCC.Emulator.Soql.Syntax;

/// <summary>Cuts a statement into tokens.</summary>
internal sealed class Lexer(string soql)
{
    private static readonly string[] s_symbols = ["<=", ">=", "!=", "<>", "=", "<", ">", "(", ")", ",", ".", ":"];

    private readonly List<Token> _tokens = [];
    private int _at;

    public static List<Token> Read(string soql)
    {
        Lexer lexer = new(soql);
        while (lexer.Next())
        {
        }
        lexer._tokens.Add(new Token(TokenKind.End, "<EOF>", soql.Length));
        return lexer._tokens;
    }

    private bool Next()
    {
        while (_at < soql.Length && (char.IsWhiteSpace(soql[_at]) || soql[_at] == '\uFEFF')) _at++;
        if (_at >= soql.Length) return false;
        char c = soql[_at];
        if (char.IsAsciiLetter(c) || c == '_') Take(TokenKind.Name, EndOfName());
        else if (c == '\'') TakeText();
        else if (char.IsAsciiDigit(c) || IsSignedNumber(c)) TakeNumberOrDate();
        else TakeSymbol();
        return true;
    }

    private void TakeSymbol()
    {
        foreach (string symbol in s_symbols)
        {
            if (string.CompareOrdinal(soql, _at, symbol, 0, symbol.Length) != 0) continue;
            Take(TokenKind.Symbol, _at + symbol.Length);
            return;
        }
        throw NoSuch(_at, $"unexpected character '{soql[_at]}'");
    }

    private void TakeText()
    {
        int start = _at++;
        while (_at < soql.Length && soql[_at] != '\'') _at += soql[_at] == '\\' ? 2 : 1;
        if (_at >= soql.Length) throw NoSuch(start, "mismatched character '<EOF>' expecting '''");
        _tokens.Add(new Token(TokenKind.Text, soql[(start + 1).._at], start));
        _at++;
    }

    private bool IsSignedNumber(char c) =>
        (c is '-' or '+' or '.') && _at + 1 < soql.Length && (char.IsAsciiDigit(soql[_at + 1]) || soql[_at + 1] == '.');

    private void TakeNumberOrDate()
    {
        if (Match("dddd-dd-ddTdd:dd", _at) is { } minutes) TakeDateTime(minutes);
        else if (Match("dddd-dd-dd", _at) is { } date) Take(TokenKind.Date, date);
        else if (Match("dd:dd:dd", _at) is { } time) Take(TokenKind.Time, Zone(Fraction(time)));
        else TakeNumber();
    }

    private void TakeDateTime(int end)
    {
        end = Match(":dd", end) ?? end;
        Take(TokenKind.DateTime, Zone(Fraction(end)));
    }

    private int Fraction(int at)
    {
        if (at >= soql.Length || soql[at] != '.') return at;
        at++;
        while (at < soql.Length && char.IsAsciiDigit(soql[at])) at++;
        return at;
    }

    private int Zone(int at)
    {
        if (at < soql.Length && soql[at] is 'Z' or 'z') return at + 1;
        return Match("+dd:dd", at) ?? Match("-dd:dd", at) ?? Match("+dddd", at) ?? Match("-dddd", at) ?? at;
    }

    private void TakeNumber()
    {
        int start = _at, end = _at + 1;
        while (end < soql.Length && (char.IsAsciiDigit(soql[end]) || soql[end] == '.')) end++;
        bool exponent = end < soql.Length && soql[end] is 'e' or 'E';
        if (exponent)
        {
            end++;
            if (end < soql.Length && soql[end] is '+' or '-') end++;
            while (end < soql.Length && char.IsAsciiDigit(soql[end])) end++;
        }
        // 5abc is neither a number nor a name.
        if (end < soql.Length && (char.IsAsciiLetter(soql[end]) || soql[end] == '_'))
            throw NoSuch(start, $"unexpected token: '{soql[start..(end + 1)]}'");
        Take(TokenKind.Number, end);
    }

    /// <summary>
    /// Where a shape such as <c>dddd-dd-dd</c> ends, d being a digit; null where the text has another.
    /// </summary>
    private int? Match(string shape, int at)
    {
        if (at + shape.Length > soql.Length) return null;
        for (int i = 0; i < shape.Length; i++)
            if (shape[i] == 'd' ? !char.IsAsciiDigit(soql[at + i]) : soql[at + i] != shape[i]) return null;
        return at + shape.Length;
    }

    private int EndOfName()
    {
        int end = _at;
        while (end < soql.Length && (char.IsAsciiLetterOrDigit(soql[end]) || soql[end] == '_')) end++;
        return end;
    }

    private void Take(TokenKind kind, int end)
    {
        _tokens.Add(new Token(kind, soql[_at..end], _at));
        _at = end;
    }

    private SalesforceError NoSuch(int position, string what)
    {
        (int row, int column) = SoqlErrors.Place(soql, position);
        return SoqlErrors.Malformed(soql, position, $"line {row}:{column} {what}");
    }
}
