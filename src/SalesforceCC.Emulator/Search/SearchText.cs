using System.Text;
using SalesforceCC.Emulator.Data;

namespace SalesforceCC.Emulator.Search;

/// <summary>
/// What stands between the braces of FIND: words, phrases, AND, OR, AND NOT and parentheses. Reserved characters count
/// only behind a backslash.
/// </summary>
internal sealed class SearchText
{
    /// <summary>The characters that mean something, or are refused, where no backslash stands before them.</summary>
    public const string Reserved = "?&|!{}[]()^~*:\\\"'+-";

    private const int LongestWithOperators = 4_000;
    private const int Longest = 10_000;
    private const int Deepest = 80;

    private readonly string _text;
    private readonly int _start;
    private readonly bool _isStrict;
    private int _at;
    private int _depth;

    private SearchText(string text, int start, bool isStrict)
    {
        _text = text;
        _start = start;
        _isStrict = isStrict;
    }

    /// <summary>What is looked for; null: nothing can be found.</summary>
    public SearchNode? Root { get; private set; }

    /// <summary>Reads a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="start">Where it stands in its statement, for errors.</param>
    /// <param name="isStrict">Reserved characters without a backslash are errors; else they are like blanks.</param>
    /// <exception cref="SalesforceError">MALFORMED_SEARCH.</exception>
    public static SearchText Parse(string text, int start, bool isStrict)
    {
        SearchText search = new SearchText(text, start, isStrict);
        SearchNode? root = search.Any();
        if (search.Peek() is { } left) throw search.Mismatched(left);
        if (root is null) throw NoTerm();
        if (Lengths(root).All(l => l < 2))
            throw new SalesforceError(400, "MALFORMED_SEARCH", $"search term must be longer than one character: {text.Trim()}");

        // Documented: too long a text loses its operators, a still longer one finds nothing, and neither is an error.
        search.Root = text.Length > Longest ? null : text.Length > LongestWithOperators ? root.WithoutOperators() : root;
        return search;
    }

    public static SalesforceError NoTerm() => new(
        400, "MALFORMED_SEARCH", "No search term found. The search term must be enclosed in braces.");

    private static IEnumerable<int> Lengths(SearchNode node) => node switch
    {
        SearchNode.Phrase phrase => [phrase.Length],
        SearchNode.Both both => Lengths(both.Left).Concat(Lengths(both.Right)),
        SearchNode.Either either => Lengths(either.Left).Concat(Lengths(either.Right)),
        SearchNode.Except except => Lengths(except.Node),
        _ => [],
    };

    private SearchNode? Any()
    {
        SearchNode? left = All();
        while (left is not null && Accept("OR")) left = new SearchNode.Either(left, All() ?? throw Mismatched(_text, _text.Length));
        return left;
    }

    private SearchNode? All()
    {
        SearchNode? left = One();
        while (left is not null)
        {
            bool isAnd = Accept("AND");
            bool isNot = isAnd && Accept("NOT");
            if (!isAnd && PeekWord("OR")) break;
            if (One() is not { } right)
                return isAnd ? throw Mismatched(_text, _text.Length) : left;
            // Of a term that has no word there is nothing to find.
            if (left is SearchNode.Phrase { Words.Count: 0 } && !isNot) left = right;
            else if (right is not SearchNode.Phrase { Words.Count: 0 }) left = new SearchNode.Both(left, isNot ? new SearchNode.Except(right) : right);
        }
        return left;
    }

    private SearchNode? One()
    {
        char? next = Peek();
        if (next is null or ')') return null;
        if (next == '(') return Group();
        if (next == '"') return SearchNode.Phrase.Of(Quoted());
        if (Accept("NOT") && One() is { } node) return new SearchNode.Except(node);
        return SearchNode.Phrase.Of(Word());
    }

    private SearchNode? Group()
    {
        if (++_depth > Deepest) throw Mismatched('(');
        _at++;
        SearchNode? inner = Any();
        if (Peek() != ')') throw Mismatched(_text, _text.Length);
        _at++;
        _depth--;
        return inner;
    }

    private string Quoted()
    {
        StringBuilder text = new StringBuilder();
        for (_at++; _at < _text.Length && _text[_at] != '"'; _at++)
            text.Append(Character(inQuotes: true));
        if (_at++ >= _text.Length) throw Mismatched(_text, _text.Length);
        return text.ToString();
    }

    private string Word()
    {
        StringBuilder text = new StringBuilder();
        for (; _at < _text.Length && !char.IsWhiteSpace(_text[_at]) && _text[_at] is not ('(' or ')' or '"'); _at++)
            text.Append(Character(inQuotes: false));
        return text.ToString();
    }

    private char Character(bool inQuotes)
    {
        char c = _text[_at];
        if (c == '\\' && _at + 1 < _text.Length) return _text[++_at];
        if (c == '*') return SearchWords.Any;
        if (c == '?') return SearchWords.One;
        if (!_isStrict || inQuotes || !Reserved.Contains(c, StringComparison.Ordinal)) return c;
        throw Mismatched(c);
    }

    private char? Peek()
    {
        while (_at < _text.Length && char.IsWhiteSpace(_text[_at])) _at++;
        return _at < _text.Length ? _text[_at] : null;
    }

    private bool PeekWord(string word)
    {
        if (Peek() is null || string.Compare(_text, _at, word, 0, word.Length, StringComparison.OrdinalIgnoreCase) != 0) return false;
        int end = _at + word.Length;
        return end == _text.Length || char.IsWhiteSpace(_text[end]) || _text[end] is '(' or ')' or '"';
    }

    private bool Accept(string word)
    {
        if (!PeekWord(word)) return false;
        _at += word.Length;
        return true;
    }

    private SalesforceError Mismatched(char c) => Mismatched(c.ToString(), _at);

    private SalesforceError Mismatched(string what, int at) => new(
        400,
        "MALFORMED_SEARCH",
        $"line 1:{_start + at} mismatched character '{(at < _text.Length ? what : "}")}' expecting '}}'");
}
