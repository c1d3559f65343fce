using SalesforceCC.Query;
using SalesforceCC.Records;

namespace SalesforceCC.Bulk;

/// <summary>What Bulk API 2.0 makes of a statement, as far as can be told before a job is made.</summary>
internal static class BulkQueryRules
{
    /// <summary>Refuses what Salesforce would.</summary>
    /// <param name="soql">The statement.</param>
    /// <param name="types">What is known of objects.</param>
    /// <exception cref="SfException">INVALID_PARAMETER.</exception>
    public static void Check(string soql, IFieldTypeSource types)
    {
        List<SoqlToken> tokens = SoqlTokenizer.ReadWithoutComments(soql);
        SoqlOutline outline = SoqlOutline.Of(soql);
        if (outline.IsCount || FirstAggregate(tokens) is not null)
            throw Refused($"aggregate functions such as {(outline.IsCount ? "COUNT()" : FirstAggregate(tokens))}");
        if (Has(tokens, "GROUP"))
            throw Refused("GROUP BY");
        if (Has(tokens, "OFFSET"))
            throw Refused("OFFSET");
        if (tokens.Exists(static t => t.Is("TYPEOF")))
            throw Refused("TYPEOF");
        if (outline.Selection?.Columns.FirstOrDefault(static c => c.Children is not null) is { } children)
            throw Refused($"subqueries such as that of {children.Name}");
        if (Compound(outline, types) is { } compound)
            throw Refused($"compound fields such as {compound}");
    }

    /// <summary>Whether rows come in an order of their own, for which Salesforce reads them one after the other.</summary>
    public static bool IsOrdered(string soql) => Has(SoqlTokenizer.ReadWithoutComments(soql), "ORDER");

    // Clauses of the statement itself, behind its FROM: subqueries in conditions are allowed, and fields may have any name.
    private static bool Has(List<SoqlToken> tokens, string clause)
    {
        int from = tokens.FindIndex(static t => t.Depth == 0 && t.Is("FROM"));
        return from >= 0 && tokens.FindIndex(from + 1, t => t.Depth == 0 && t.Is(clause)) is int at and > 0
            && (clause == "OFFSET" ? at + 1 < tokens.Count && tokens[at + 1].Kind == SoqlTokenKind.Number : at + 1 < tokens.Count && tokens[at + 1].Is("BY"));
    }

    private static string? FirstAggregate(List<SoqlToken> tokens)
    {
        int from = tokens.FindIndex(static t => t.Depth == 0 && t.Is("FROM"));
        for (int i = 0; i + 1 < from; i++)
            if (tokens[i].Depth == 0 && tokens[i].Kind == SoqlTokenKind.Name && tokens[i + 1].Is("(") && SoqlFunctions.IsAggregate(tokens[i].Text))
                return tokens[i].Text.ToUpperInvariant() + "()";
        return null;
    }

    // Only where the object is known already: Salesforce says it, too, and a describe costs a call.
    private static string? Compound(SoqlOutline outline, IFieldTypeSource types) =>
        outline.Selection is { } selection && types.TryGet(selection.ObjectName) is { } fields
            ? selection.Columns.Where(static c => c.Path.Count == 1 && !c.IsOpen).Select(static c => c.Path[0])
                .FirstOrDefault(c => fields.Field(c)?.Type is "address" or "location")
            : null;

    private static SfException Refused(string what) =>
        new(SfErrorCodes.InvalidParameter, $"Bulk API 2.0 does not run queries with {what}.");
}
