using System.Globalization;
using System.Text;

namespace SalesforceCC.Emulator.Apex.Language;

/// <summary>Splits Apex into words. Lines end with a line feed, whatever stands before it.</summary>
internal sealed class ApexLexer(string source)
{
    // Longer ones first.
    private static readonly string[] s_symbols =
    [
        "===", "!==", ">>>", "<<=", ">>=", "==", "!=", "<=", ">=", "&&", "||", "++", "--", "+=", "-=", "*=", "/=", "?.", "??", "=>", "<>",
        "+", "-", "*", "/", "=", "<", ">", "!", "(", ")", "{", "}", "[", "]", ";", ",", ".", "?", ":", "&", "|", "^", "@", "~", "%",
    ];

    private int _at;
    private int _line = 1;
    private int _lineStart;

    /// <exception cref="ApexCompileError">A character, a string or a comment that is none.</exception>
    public static IReadOnlyList<ApexToken> Read(string source) => new ApexLexer(source).ReadAll();

    private List<ApexToken> ReadAll()
    {
        List<ApexToken> tokens = [];
        do
        {
            SkipBlanks();
            tokens.Add(Next());
        }
        while (tokens[^1].Kind != ApexTokenKind.End);
        return tokens;
    }

    private ApexToken Next()
    {
        int start = _at;
        if (start == source.Length) return Token(ApexTokenKind.End, start, "<EOF>");
        char c = source[start];
        if (char.IsAsciiLetter(c)) return While(ApexTokenKind.Word, static c => char.IsAsciiLetterOrDigit(c) || c == '_');
        if (char.IsAsciiDigit(c)) return Number();
        if (c == '\'') return Text();
        foreach (string symbol in s_symbols)
        {
            if (string.CompareOrdinal(source, start, symbol, 0, symbol.Length) != 0) continue;
            _at += symbol.Length;
            return Token(ApexTokenKind.Symbol, start, symbol);
        }
        throw Error(start, $"Unrecognized symbol '{c}', which is not a valid Apex identifier.");
    }

    private ApexToken While(ApexTokenKind kind, Func<char, bool> belongs)
    {
        int start = _at;
        while (_at < source.Length && belongs(source[_at])) _at++;
        return Token(kind, start, source[start.._at]);
    }

    private ApexToken Number()
    {
        int start = _at;
        While(ApexTokenKind.Number, char.IsAsciiDigit);
        if (_at + 1 < source.Length && source[_at] == '.' && char.IsAsciiDigit(source[_at + 1]))
        {
            _at++;
            While(ApexTokenKind.Number, char.IsAsciiDigit);
        }
        if (_at < source.Length && source[_at] is 'l' or 'L' or 'd' or 'D' && !(_at + 1 < source.Length && char.IsAsciiLetterOrDigit(source[_at + 1])))
            _at++;
        return Token(ApexTokenKind.Number, start, source[start.._at]);
    }

    private ApexToken Text()
    {
        int start = _at++;
        StringBuilder text = new();
        while (true)
        {
            if (_at == source.Length || source[_at] is '\n' or '\r') throw Error(start, "line breaks not allowed in string literals");
            char c = source[_at++];
            if (c == '\'') return Token(ApexTokenKind.String, start, text.ToString());
            text.Append(c == '\\' ? Escaped(start) : c);
        }
    }

    private char Escaped(int start)
    {
        char c = _at < source.Length ? source[_at++] : '\n';
        if (c is 'u' or 'U' && _at + 4 <= source.Length &&
            ushort.TryParse(source.AsSpan(_at, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ushort code))
        {
            _at += 4;
            return (char)code;
        }
        return c switch
        {
            'n' or 'N' => '\n',
            'r' or 'R' => '\r',
            't' or 'T' => '\t',
            'b' or 'B' => '\b',
            'f' or 'F' => '\f',
            '\'' or '"' or '\\' => c,
            _ => throw Error(start, $"Invalid string literal. Illegal character sequence '\\{c}' in string literal."),
        };
    }

    private void SkipBlanks()
    {
        while (_at < source.Length)
        {
            if (source[_at] == '\n') NewLine();
            else if (char.IsWhiteSpace(source[_at]) || source[_at] == '\uFEFF') _at++;
            else if (Starts("//")) SkipTo("\n", 0);
            else if (Starts("/*")) SkipComment();
            else return;
        }
    }

    private void SkipComment()
    {
        int start = _at;
        (int line, int column) = (_line, start - _lineStart + 1);
        _at += 2;
        while (!Starts("*/"))
        {
            if (_at == source.Length) throw new ApexCompileError("Unterminated block comment.", line, column);
            if (source[_at] == '\n') NewLine();
            else _at++;
        }
        _at += 2;
    }

    private void SkipTo(string end, int behind)
    {
        int found = source.IndexOf(end, _at, StringComparison.Ordinal);
        _at = found < 0 ? source.Length : found + behind;
    }

    private void NewLine()
    {
        _at++;
        _line++;
        _lineStart = _at;
    }

    private bool Starts(string text) => string.CompareOrdinal(source, _at, text, 0, text.Length) == 0;

    private ApexToken Token(ApexTokenKind kind, int start, string text) => new(kind, text, start, _at, _line, start - _lineStart + 1);

    private ApexCompileError Error(int start, string message) => new(message, _line, start - _lineStart + 1);
}
