namespace SalesforceCC.Query;

/// <summary>A token of SOQL text, by its place in it.</summary>
/// <param name="Soql">The whole text.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Start">Where it starts.</param>
/// <param name="End">Where the text goes on behind it.</param>
/// <param name="Depth">How many parentheses are open around it; a parenthesis itself is outside of its pair.</param>
/// <param name="IsOpen">The text ended before the string literal or comment did.</param>
internal readonly record struct SoqlToken(string Soql, SoqlTokenKind Kind, int Start, int End, int Depth, bool IsOpen = false)
{
    /// <summary>As written; of a string literal, with its quotes.</summary>
    public string Text => Soql.Substring(Start, End - Start);

    /// <summary>Whether it is this name or symbol, in any case.</summary>
    public bool Is(string word) =>
        Kind is SoqlTokenKind.Name or SoqlTokenKind.Symbol && End - Start == word.Length
        && string.Compare(Soql, Start, word, 0, word.Length, StringComparison.OrdinalIgnoreCase) == 0;
}
