using System.Globalization;
using SalesforceCC.Emulator.Data;
using SalesforceCC.Emulator.Soql.Syntax;

namespace SalesforceCC.Emulator.Search;

/// <summary>
/// Reads SOSL. The clauses of an object in RETURNING are left as they are: they are SOQL, and read as that.
/// </summary>
internal sealed class SoslParser
{
    private const int LongestStatement = 100_000;

    private readonly string _sosl;
    private readonly List<Token> _tokens;
    private int _at;

    private SoslParser(string sosl, List<Token> tokens)
    {
        _sosl = sosl;
        _tokens = tokens;
    }

    private Token Current => _tokens[_at];

    /// <exception cref="SalesforceError">MALFORMED_SEARCH.</exception>
    public static SoslQuery Parse(string sosl)
    {
        if (sosl.Length > LongestStatement)
            throw Malformed($"SOSL statements cannot be longer than {LongestStatement} characters.");
        if (!sosl.TrimStart().StartsWith("FIND", StringComparison.OrdinalIgnoreCase))
            throw Malformed($"unexpected token: {sosl.Split(' ', 2)[0]}");
        int find = sosl.IndexOf("FIND", StringComparison.OrdinalIgnoreCase) + 4;
        int open = find;
        while (open < sosl.Length && char.IsWhiteSpace(sosl[open])) open++;
        if (open >= sosl.Length || sosl[open] != '{') throw SearchText.NoTerm();
        int close = EndOfText(sosl, open + 1);
        SearchText text = SearchText.Parse(sosl[(open + 1)..close], open + 1, isStrict: true);

        // What is before counts as blanks, so that places stay what they are.
        SoslParser parser = new SoslParser(sosl, Lex(new string(' ', close + 1) + sosl[(close + 1)..]));
        return parser.Rest(text);
    }

    /// <summary>The scope of that name; null where there is none.</summary>
    public static SearchScope? ScopeOf(string name) => name.ToUpperInvariant() switch
    {
        "ALL" => SearchScope.All,
        "NAME" => SearchScope.Name,
        "EMAIL" => SearchScope.Email,
        "PHONE" => SearchScope.Phone,
        _ => null,
    };

    public static SalesforceError Malformed(string message) => new(400, "MALFORMED_SEARCH", message);

    private static int EndOfText(string sosl, int at)
    {
        for (; at < sosl.Length && sosl[at] != '}'; at++)
            if (sosl[at] == '\\') at++;
        return at < sosl.Length ? at : throw SearchText.NoTerm();
    }

    private static List<Token> Lex(string text)
    {
        try
        {
            return Lexer.Read(text);
        }
        catch (SalesforceError e)
        {
            throw Malformed(e.Message.Split('\n')[^1]);
        }
    }

    private SoslQuery Rest(SearchText text)
    {
        SearchScope scope = SearchScope.All;
        if (Accept("IN"))
        {
            Token name = Take();
            scope = ScopeOf(name.Text) ?? throw NotServed(name, $"IN {name.Text} FIELDS");
            Expect("FIELDS");
        }
        List<SoslReturning> returning = [];
        if (Accept("RETURNING"))
        {
            do returning.Add(Object());
            while (Accept(","));
        }
        if (Current.Is("WITH")) throw NotServed(Current, $"WITH {_tokens[Math.Min(_at + 1, _tokens.Count - 1)].Text}");
        int limit = Accept("LIMIT") ? Number(SearchRunner.MostRows) : SearchRunner.MostRows;
        while (Accept("UPDATE") || Accept(","))
            if (!Accept("TRACKING")) Expect("VIEWSTAT");
        if (Current.Kind != TokenKind.End) throw Unexpected();
        return new SoslQuery(text) { Scope = scope, Returning = returning, Limit = limit };
    }

    private SoslReturning Object()
    {
        Token name = Take();
        if (name.Kind != TokenKind.Name) throw Unexpected(name);
        SoslReturning? item = new SoslReturning(name.Text);
        if (!Accept("(")) return item;
        item = item with { Fields = Until("USING", "WHERE", "ORDER", "LIMIT", "OFFSET") };
        if (Current.Is("USING")) throw NotServed(Current, "USING ListView");
        if (Accept("WHERE")) item = item with { Where = Until("ORDER", "LIMIT", "OFFSET") };
        if (Accept("ORDER"))
        {
            Expect("BY");
            item = item with { OrderBy = Until("LIMIT", "OFFSET") };
        }
        if (Accept("LIMIT")) item = item with { Limit = Number(SearchRunner.MostRows) };
        if (Accept("OFFSET")) item = item with { Offset = Number(SearchRunner.MostRows) };
        Expect(")");
        return item;
    }

    /// <summary>The text up to one of some words, or to the parenthesis that closes.</summary>
    private string Until(params string[] words)
    {
        int start = Current.Position;
        int depth = 0;
        for (int from = _at; ; _at++)
        {
            if (Current.Kind == TokenKind.End) throw Unexpected();
            if (depth == 0 && (Current.Is(")") || words.Any(w => Current.Is(w))))
                return _at > from ? _sosl[start..Current.Position].Trim() : throw Unexpected();
            if (Current.Is("SELECT") && words.Length > 3) throw Unexpected();
            depth += Current.Is("(") ? 1 : Current.Is(")") ? -1 : 0;
        }
    }

    private int Number(int most)
    {
        Token token = Take();
        if (token.Kind != TokenKind.Number || !int.TryParse(token.Text, NumberStyles.None, CultureInfo.InvariantCulture, out int number))
            throw Unexpected(token);
        return number <= most ? number : throw Malformed($"The number must be at most {most}: {token.Text}");
    }

    private Token Take() => Current.Kind == TokenKind.End ? throw Unexpected() : _tokens[_at++];

    private bool Accept(string word)
    {
        if (!Current.Is(word)) return false;
        _at++;
        return true;
    }

    private void Expect(string word)
    {
        if (!Accept(word)) throw Unexpected();
    }

    private SalesforceError Unexpected() => Unexpected(Current);

    private static SalesforceError Unexpected(Token token) => Malformed($"line 1:{token.Position} unexpected token: '{token.Text}'");

    private static SalesforceError NotServed(Token token, string what) =>
        Malformed($"line 1:{token.Position} {what} is not supported by this org");
}
