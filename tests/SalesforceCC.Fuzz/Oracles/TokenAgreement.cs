using SalesforceCC.Emulator.Soql.Syntax;
using SalesforceCC.Fuzz.Running;
using SalesforceCC.Query;

namespace SalesforceCC.Fuzz.Oracles;

/// <summary>What the client's tokenizer must have in common with the emulator's lexer, which shares no code with it.</summary>
internal static class TokenAgreement
{
    /// <summary>Fails where they disagree about a text.</summary>
    public static void Check(string soql)
    {
        List<SoqlToken> actual = SoqlTokenizer.Read(soql);
        CheckPlaces(soql, actual);

        List<Token>? expected = SoqlTokens.Of(soql);
        bool isClean = !actual.Exists(static t => t.IsOpen || t.Kind is SoqlTokenKind.Other or SoqlTokenKind.Comment);
        Must.Equal(expected is not null, isClean, "One takes it for a statement's tokens, the other does not.");
        if (expected is null)
            return;

        Must.Equal(expected.Count - 1, actual.Count, "Another number of tokens.");
        for (int i = 0; i < actual.Count; i++)
        {
            string text = actual[i].Kind == SoqlTokenKind.Text ? actual[i].Text[1..^1] : actual[i].Text;
            Must.Equal(
                (expected[i].Kind.ToString(), expected[i].Position, expected[i].Text),
                (actual[i].Kind.ToString(), actual[i].Start, text),
                "Another token.");
        }
    }

    /// <summary>Tokens come in order, and between them is nothing but space; each knows how deep it lies.</summary>
    private static void CheckPlaces(string soql, List<SoqlToken> tokens)
    {
        int at = 0;
        int depth = 0;
        foreach (SoqlToken token in tokens)
        {
            Must.Hold(token.Start >= at && token.End > token.Start && token.End <= soql.Length, "A token is out of place.");
            CheckSpace(soql[at..token.Start]);
            depth = token.Is(")") ? Math.Max(0, depth - 1) : depth;
            Must.Equal(depth, token.Depth, $"The token at {token.Start} is said to lie elsewhere.");
            depth += token.Is("(") ? 1 : 0;
            at = token.End;
        }

        CheckSpace(soql[at..]);
    }

    private static void CheckSpace(string between) =>
        Must.Hold(between.All(static c => char.IsWhiteSpace(c) || c == '\uFEFF'), $"Lost: {between}");
}
