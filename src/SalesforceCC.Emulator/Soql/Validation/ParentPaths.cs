using SalesforceCC.Emulator.Soql.Ast;

namespace SalesforceCC.Emulator.Soql.Validation;

/// <summary>The relationships to parents that a query goes along, each once: of <c>Owner.Manager.Name</c>, Owner and Owner.Manager.</summary>
internal static class ParentPaths
{
    public static IEnumerable<string> Of(SoqlQuery query) => Fields(query)
        .SelectMany(path => Prefixes(query, path))
        .Distinct(StringComparer.OrdinalIgnoreCase);

    private static IEnumerable<FieldPath> Fields(SoqlQuery query) =>
    [
        .. query.Items.SelectMany(Fields),
        .. Fields(query.Where), .. query.GroupBy.SelectMany(Fields), .. Fields(query.Having),
        .. query.OrderBy.SelectMany(o => Fields(o.Value)),
    ];

    private static IEnumerable<FieldPath> Fields(SelectItem item) => item switch
    {
        SelectValue value => Fields(value.Value),
        SelectTypeof chosen => [new FieldPath(chosen.Position, [.. chosen.Path.Parts, "Id"])],
        _ => [],
    };

    private static IEnumerable<FieldPath> Fields(Condition? condition) => condition switch
    {
        AllOf all => all.Conditions.SelectMany(Fields),
        AnyOf any => any.Conditions.SelectMany(Fields),
        Not not => Fields(not.Condition),
        Comparison comparison => Fields(comparison.Left),
        InList list => Fields(list.Left),
        _ => [],
    };

    private static IEnumerable<FieldPath> Fields(SoqlExpression? expression) => expression switch
    {
        FieldPath path => [path],
        FunctionCall call => Fields(call.Argument),
        _ => [],
    };

    private static IEnumerable<string> Prefixes(SoqlQuery query, FieldPath path)
    {
        bool named = path.Parts.Count > 1 &&
            (path.Parts[0].Equals(query.Alias, StringComparison.OrdinalIgnoreCase) ||
            path.Parts[0].Equals(query.From.ToString(), StringComparison.OrdinalIgnoreCase));
        string[] parts = [.. path.Parts.Skip(named ? 1 : 0)];
        return Enumerable.Range(1, parts.Length - 1).Select(count => string.Join('.', parts.Take(count)));
    }
}
