namespace SalesforceCC.Query;

/// <summary>A <c>:name</c> in SOQL text, and what stands before it.</summary>
/// <param name="Name">The name, without its colon.</param>
/// <param name="Start">Where it starts: at its colon, or behind the date literal that it belongs to.</param>
/// <param name="End">Where the text goes on behind it.</param>
/// <param name="Place">What the value is for.</param>
/// <param name="Field">The last name of the field it is compared with; null where there is none.</param>
/// <param name="IsOwn">The field is one of the object that the statement asks for, not of a parent or a subquery.</param>
internal sealed record SoqlPlaceholder(string Name, int Start, int End, SoqlPlace Place, string? Field, bool IsOwn)
{
    private static readonly string[] s_comparisons = ["=", "!=", "<>", "<", "<=", ">", ">="];

    /// <summary>The placeholders of a statement, in order.</summary>
    public static List<SoqlPlaceholder> In(string soql)
    {
        List<SoqlToken> tokens = SoqlTokenizer.ReadWithoutComments(soql);
        List<SoqlPlaceholder> found = [];
        for (int i = 0; i + 1 < tokens.Count; i++)
            if (tokens[i].Is(":") && tokens[i + 1].Kind == SoqlTokenKind.Name)
                found.Add(At(tokens, i));
        return found;
    }

    private static SoqlPlaceholder At(List<SoqlToken> tokens, int colon)
    {
        SoqlPlace place = PlaceOf(tokens, colon, out int before);
        int start = place == SoqlPlace.DateCount ? tokens[colon - 1].End : tokens[colon].Start;
        int field = FieldBefore(tokens, before);
        return new(
            tokens[colon + 1].Text,
            start,
            tokens[colon + 1].End,
            place,
            field < 0 ? null : tokens[field].Text,
            field >= 0 && (field == 0 || !tokens[field - 1].Is(".")) && !IsInSubquery(tokens, colon));
    }

    /// <summary>What a value at this place is for; the operator stands at <paramref name="before"/>.</summary>
    private static SoqlPlace PlaceOf(List<SoqlToken> tokens, int colon, out int before)
    {
        before = colon - 1;
        if (before < 0)
            return SoqlPlace.Value;
        if (IsDateCount(tokens[before]))
            return SoqlPlace.DateCount;
        if (tokens[before].Is("LIKE"))
            return SoqlPlace.Pattern;
        if (IsListOperator(tokens[before]))
            return SoqlPlace.List;
        if (tokens[before].Kind != SoqlTokenKind.Symbol || s_comparisons.Contains(tokens[before].Text))
            return SoqlPlace.Value;

        // ( or , within the parentheses of a list.
        int depth = tokens[colon].Depth;
        int open = before;
        while (open >= 0 && tokens[open].Depth >= depth)
            open--;
        if (open < 1 || !tokens[open].Is("(") || !IsListOperator(tokens[open - 1]))
            return SoqlPlace.Value;
        before = open - 1;
        return SoqlPlace.ListItem;
    }

    private static bool IsListOperator(SoqlToken token) => token.Is("IN") || token.Is("INCLUDES") || token.Is("EXCLUDES");

    // LAST_N_DAYS, N_DAYS_AGO and their siblings.
    private static bool IsDateCount(SoqlToken token) => token.Kind == SoqlTokenKind.Name
        && (token.Text.StartsWith("N_", StringComparison.OrdinalIgnoreCase)
            || token.Text.IndexOf("_N_", StringComparison.OrdinalIgnoreCase) > 0);

    /// <summary>Where the field before an operator stands: of a path its last name, of a function its argument; -1: none.</summary>
    private static int FieldBefore(List<SoqlToken> tokens, int operatorAt)
    {
        if (operatorAt < 1 || !(s_comparisons.Contains(tokens[operatorAt].Text) || IsListOperator(tokens[operatorAt])))
            return -1;
        int at = operatorAt - 1;
        if (at > 0 && tokens[at].Is("NOT") && tokens[operatorAt].Is("IN"))
            at--;
        if (tokens[at].Is(")"))
            at = ArgumentOf(tokens, at);
        return at >= 0 && tokens[at].Kind == SoqlTokenKind.Name ? at : -1;
    }

    // DAY_ONLY and its like give a day or a number; MIN and MAX alone keep the type.
    private static int ArgumentOf(List<SoqlToken> tokens, int close)
    {
        int open = close - 1;
        while (open > 0 && tokens[open].Depth > tokens[close].Depth)
            open--;
        return open > 0 && (tokens[open - 1].Is("MIN") || tokens[open - 1].Is("MAX")) ? close - 1 : -1;
    }

    private static bool IsInSubquery(List<SoqlToken> tokens, int at)
    {
        int depth = tokens[at].Depth;
        for (int i = at - 1; i >= 0 && depth > 0; i--)
        {
            if (tokens[i].Depth >= depth)
                continue;
            if (tokens[i + 1].Is("SELECT"))
                return true;
            depth = tokens[i].Depth;
        }

        return false;
    }
}
