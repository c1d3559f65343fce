namespace SalesforceCC.GraphQL;

/// <summary>
/// The words of a document, as far as its outline needs them: names, variables (<c>$after</c>), and signs. Texts, numbers
/// and comments are passed over, but for a sign that there was a value.
/// </summary>
internal sealed class GraphQlTokens(string text)
{
    /// <summary>Stands for a text or a number.</summary>
    public const string Value = "0";

    private int _at;
    private string? _next;

    /// <summary>The word that comes next; null at the end.</summary>
    public string? Peek => _next ??= Read();

    /// <summary>Takes a word.</summary>
    /// <exception cref="FormatException">There is none.</exception>
    public string Take()
    {
        string word = Peek ?? throw new FormatException();
        _next = null;
        return word;
    }

    /// <summary>Takes a word if it is this one.</summary>
    public bool TryTake(string word)
    {
        if (Peek != word)
            return false;
        _next = null;
        return true;
    }

    /// <summary>Takes a word that must be this one.</summary>
    /// <exception cref="FormatException">It is another.</exception>
    public void Expect(string word)
    {
        if (!TryTake(word))
            throw new FormatException();
    }

    /// <summary>Takes a name.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public string TakeName() => Peek is { } word && IsNameStart(word[0]) ? Take() : throw new FormatException();

    private string? Read()
    {
        for (; _at < text.Length; _at++)
        {
            char c = text[_at];
            if (c == '#')
                _at = End('\n') - 1;
            else if (!char.IsWhiteSpace(c) && c is not (',' or '\uFEFF'))
                return ReadWord(c);
        }

        return null;
    }

    private string ReadWord(char first)
    {
        int start = _at;
        if (first == '"')
        {
            SkipText();
            return Value;
        }

        if (first == '.' && string.CompareOrdinal(text, _at, "...", 0, 3) == 0)
        {
            _at += 3;
            return "...";
        }

        _at++;
        if (first is '-' or '+' or '.' || char.IsDigit(first))
        {
            while (_at < text.Length && (IsName(text[_at]) || text[_at] is '.' or '+' or '-'))
                _at++;
            return Value;
        }

        if (first == '$' || IsNameStart(first))
            while (_at < text.Length && IsName(text[_at]))
                _at++;
        return text.Substring(start, _at - start);
    }

    private void SkipText()
    {
        if (string.CompareOrdinal(text, _at, "\"\"\"", 0, 3) == 0)
        {
            _at += 3;
            while (string.CompareOrdinal(text, _at, "\"\"\"", 0, 3) != 0)
            {
                if (_at >= text.Length)
                    throw new FormatException();
                _at += string.CompareOrdinal(text, _at, "\\\"\"\"", 0, 4) == 0 ? 4 : 1;
            }

            _at += 3;
            return;
        }

        for (_at++; _at < text.Length && text[_at] != '"'; _at++)
        {
            if (text[_at] == '\\')
                _at++;
            else if (text[_at] == '\n')
                throw new FormatException();
        }

        if (_at++ >= text.Length)
            throw new FormatException();
    }

    private int End(char c)
    {
        int end = text.IndexOf(c, _at);
        return end < 0 ? text.Length : end;
    }

    private static bool IsNameStart(char c) => c is '_' or (>= 'a' and <= 'z') or (>= 'A' and <= 'Z');

    private static bool IsName(char c) => IsNameStart(c) || c is >= '0' and <= '9';
}
