using SalesforceCC.Emulator.Soql.Ast;
using SalesforceCC.Emulator.Soql.Syntax;
using SalesforceCC.Emulator.Soql.Translation;

namespace SalesforceCC.Emulator.Soql.Validation;

/// <summary>
/// What Salesforce refuses although it is well formed, one rule a line; rules that need the schema are in the
/// translation. The rules are those of the SOQL guide, the texts are from memory.
/// </summary>
internal static class SoqlRules
{
    private const int MostSemiJoins = 2;
    private const int MostParents = 55;
    private const int MostChildren = 20;

    private static readonly HashSet<string> s_noInnerSelect = new(StringComparer.OrdinalIgnoreCase)
    {
        "ActivityHistory", "Attachment", "ContentDocumentLink", "Event", "EventAttendee", "Note", "OpenActivity", "Task",
    };

    private static readonly (Func<Scope, int?> Broken, string Reason)[] s_rules =
    [
        // Any statement
        (s => s.Query.AllRows, "ALL ROWS not allowed in this context"),
        (s => Where(s, s.IsAggregate && !s.IsCount && s.Query.GroupBy.Count == 0 && s.Query.Limit is not null), "LIMIT is not allowed with an aggregate function unless there is a GROUP BY clause"),
        (s => Where(s, s.Query.Having is not null && s.Query.GroupBy.Count == 0), "HAVING is not allowed without a GROUP BY clause"),
        (s => Where(s, s.IsAggregate && s.Has<SelectChildren>()), "Subqueries are not allowed in a grouped or aggregated query"),
        (s => Where(s, s.Parent is { Limit: not 1 } && s.Query.Offset > 0), "OFFSET is allowed in a subquery only if the query around it has LIMIT 1"),

        (s => Where(s, s.Query.Items.OfType<SelectChildren>().Count() > MostChildren), "At most 20 parent-to-child relationships are allowed"),
        (s => Where(s, ParentPaths.Of(s.Query).Count() > MostParents), "At most 55 child-to-parent relationships are allowed"),

        (s => Where(s, s.Query.From.ToString().Equals("FieldDefinition", StringComparison.OrdinalIgnoreCase) && !s.Filtered.Any(IsOfOneObject)), "A filter on a reified column is required [EntityDefinitionId,DurableId]"),

        (s => Where(s, !s.InSemiJoin && IsFileLink(s) && !s.FilteredByList.Any(IsOfOneFile)), "Implementation restriction: ContentDocumentLink requires a filter by a single Id on ContentDocumentId or LinkedEntityId using the equals operator or multiple Id's using the IN operator."),

        // Semi-joins and anti-joins
        (s => s.SemiJoins.Skip(MostSemiJoins).Select(Place).FirstOrDefault(), "At most 2 semi join sub-selects are allowed"),
        (s => s.SemiJoins.Where(j => j.InOr).Select(Place).FirstOrDefault(), "Semi join sub-selects are not allowed with the 'OR' operator"),
        (s => s.SemiJoins.Where(j => j.InNot).Select(Place).FirstOrDefault(), "Semi join sub-selects are not allowed with the 'NOT' operator"),
        (s => s.SemiJoins.Where(_ => s.Parent is not null).Select(Place).FirstOrDefault(), "Semi join sub-selects are not allowed in a subquery of child rows"),
        (s => s.SemiJoins.Where(_ => s.InSemiJoin).Select(Place).FirstOrDefault(), "Nesting of semi join sub-selects is not supported"),
        (s => Where(s, s.InSemiJoin && s_noInnerSelect.Contains(s.Query.From.ToString())), "The entity is not supported for semi join inner selects"),
        (s => Where(s, s.InSemiJoin && s.Query.OrderBy.Count > 0), "ORDER BY is not allowed in a semi join sub-select"),
        (s => Where(s, s.InSemiJoin && (s.Query.Limit is not null || s.Query.Offset > 0)), "LIMIT and OFFSET are not allowed in a semi join sub-select"),
        (s => Where(s, s.InSemiJoin && (s.IsAggregate || s.IsCount)), "Aggregate functions and GROUP BY are not allowed in a semi join sub-select"),
        (s => Where(s, s.InSemiJoin && s.Query.Items is not [SelectValue { Value: FieldPath, Alias: null }]), "A semi join sub-select selects one field"),
        (s => Where(s, s.InSemiJoin && s.Query.Scope is not null), "USING SCOPE is not allowed in a semi join sub-select"),

        // Bulk API 2.0
        (s => Bulk(s, s.IsAggregate || s.IsCount), "Aggregate Relationships not supported in Bulk Query"),
        (s => Bulk(s, s.Query.Offset > 0), "Offset not supported in Bulk Query"),
        (s => Bulk(s, s.Has<SelectTypeof>()), "TYPEOF not supported in Bulk Query"),
        (s => Bulk(s, s.Has<SelectChildren>()), "Nested queries not supported in Bulk Query"),
    ];

    /// <summary>Throws the first thing that the API refuses in a statement.</summary>
    /// <exception cref="Data.SalesforceError">MALFORMED_QUERY, with row and column.</exception>
    public static void Check(string soql, SoqlQuery query, SoqlApi api) => Check(soql, new Scope(query, null, false, api));

    private static void Check(string soql, Scope scope)
    {
        foreach ((Func<Scope, int?> broken, string reason) in s_rules)
            if (broken(scope) is { } position)
                throw SoqlErrors.Malformed(soql, position, reason);
        foreach (SelectChildren children in scope.Query.Items.OfType<SelectChildren>())
            Check(soql, new Scope(children.Query, scope.Query, scope.InSemiJoin, scope.Api));
        foreach (SemiJoin join in scope.SemiJoins)
            Check(soql, new Scope(join.Query.Query, null, true, scope.Api));
    }

    private static int? Where(Scope scope, bool broken) => broken ? scope.Query.From.Position : null;

    /// <summary>Fields are kept object by object, so a query of fields says of which.</summary>
    private static bool IsOfOneObject(string path) =>
        path.Equals("DurableId", StringComparison.OrdinalIgnoreCase) || path.StartsWith("EntityDefinition", StringComparison.OrdinalIgnoreCase);

    private static bool IsFileLink(Scope scope) => scope.Query.From.ToString().Equals("ContentDocumentLink", StringComparison.OrdinalIgnoreCase);

    private static bool IsOfOneFile(string path) =>
        path.Equals("ContentDocumentId", StringComparison.OrdinalIgnoreCase) || path.Equals("LinkedEntityId", StringComparison.OrdinalIgnoreCase);

    private static int? Bulk(Scope scope, bool broken) => Where(scope, broken && scope.Api == SoqlApi.Bulk);

    private static int? Place(SemiJoin join) => join.Query.Left.Position;

    /// <summary>A query and where it stands.</summary>
    private sealed record Scope(SoqlQuery Query, SoqlQuery? Parent, bool InSemiJoin, SoqlApi Api)
    {
        public bool IsCount { get; } = AggregateQueryTranslator.IsCount(Query);

        public bool IsAggregate { get; } = AggregateQueryTranslator.IsAggregate(Query);

        public IReadOnlyList<SemiJoin> SemiJoins { get; } = [.. SemiJoin.In(Query.Where)];

        /// <summary>Fields that the filter compares in every case.</summary>
        public IEnumerable<string> Filtered => Compared(Query.Where);

        /// <summary>The same, and those that a query of others gives the values for.</summary>
        public IEnumerable<string> FilteredByList => Filtered.Concat(SemiJoins.Where(j => !j.InOr && !j.InNot && !j.Query.Negated).Select(j => j.Query.Left.ToString()));

        public bool Has<T>()
            where T : SelectItem => Query.Items.OfType<T>().Any();

        private static IEnumerable<string> Compared(Condition? condition) => condition switch
        {
            AllOf all => all.Conditions.SelectMany(Compared),
            Comparison { Operator: "=", Left: FieldPath path } => [path.ToString()],
            InList { Negated: false, Left: FieldPath path } => [path.ToString()],
            _ => [],
        };
    }
}
