namespace SalesforceCC.Emulator.Apex.Language;

/// <summary>A word of Apex and where it stands.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">Its characters; of a string, what it means.</param>
/// <param name="Start">Where it begins in the source.</param>
/// <param name="End">Where it ends in the source.</param>
/// <param name="Line">The line, from 1.</param>
/// <param name="Column">The column, from 1.</param>
internal sealed record ApexToken(ApexTokenKind Kind, string Text, int Start, int End, int Line, int Column)
{
    public bool Is(string symbol) => Kind == ApexTokenKind.Symbol && Text == symbol;

    /// <summary>A keyword or name, in any case.</summary>
    public bool IsWord(string word) => Kind == ApexTokenKind.Word && Text.Equals(word, StringComparison.OrdinalIgnoreCase);
}
