namespace SalesforceCC.GraphQL;

/// <summary>The connection of which further pages are asked for: the one whose <c>after</c> is a variable.</summary>
/// <param name="Path">Names in the response from its root to the connection.</param>
/// <param name="Connection">The connection.</param>
/// <param name="Variable">The variable that takes the cursor.</param>
internal sealed record GraphQlPaging(IReadOnlyList<string> Path, GraphQlField Connection, string Variable)
{
    /// <summary>Salesforce gives no more rows without <c>upperBound</c>, and does not say that there are.</summary>
    public const int MostWithoutBound = 4_000;

    /// <summary>It has an <c>upperBound</c>.</summary>
    public bool HasBound => Connection.Arguments.ContainsKey("upperBound");

    /// <summary>The connection to be paged; null: there is none.</summary>
    /// <exception cref="SfException">INVALID_PARAMETER: there are several, or it does not say how it goes on.</exception>
    public static GraphQlPaging? Of(GraphQlOutline? outline)
    {
        if (outline is null or { IsMutation: true })
            return null;
        GraphQlPaging[] all = [.. outline.Fields.SelectMany(static f => In(f, []))];
        if (all.Length == 0)
            return null;
        if (all.Length > 1)
            throw Invalid($"The query has {all.Length} connections whose 'after' is a variable: {string.Join(", ", all.Select(static p => p.Connection.Key))}. Only one of them can be read page by page.");
        GraphQlField? info = all[0].Connection.Fields.FirstOrDefault(static f => f.Name == "pageInfo" && f.Key == "pageInfo");
        return info is not null && info.Selects("hasNextPage") && info.Selects("endCursor")
            ? all[0]
            : throw Invalid($"The 'after' of {all[0].Connection.Key} is a variable, but pageInfo {{ hasNextPage endCursor }} is not selected of it.");
    }

    // Pages of children belong to one parent each; whoever asks for these follows them.
    private static IEnumerable<GraphQlPaging> In(GraphQlField field, string[] path)
    {
        string[] here = [.. path, field.Key];
        if (field.VariableOf("after") is { } variable)
            yield return new GraphQlPaging(here, field, variable);
        if (field.Name == "edges")
            yield break;
        foreach (GraphQlPaging inner in field.Fields.SelectMany(f => In(f, here)))
            yield return inner;
    }

    private static SfException Invalid(FormattableString message) => new(SfErrorCodes.InvalidParameter, FormattableString.Invariant(message) + " Nothing was sent.");
}
