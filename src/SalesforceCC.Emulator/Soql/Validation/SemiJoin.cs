using SalesforceCC.Emulator.Soql.Ast;

namespace SalesforceCC.Emulator.Soql.Validation;

/// <summary>A sub-select in a WHERE clause, and what stands around it.</summary>
/// <param name="Query">The condition.</param>
/// <param name="InOr">One of its neighbours would do instead.</param>
/// <param name="InNot">It is negated by NOT, rather than by NOT IN.</param>
internal sealed record SemiJoin(InQuery Query, bool InOr, bool InNot)
{
    /// <summary>Those of a condition, in order; not those inside of them.</summary>
    public static IEnumerable<SemiJoin> In(Condition? condition, bool inOr = false, bool inNot = false) => condition switch
    {
        InQuery query => [new SemiJoin(query, inOr, inNot)],
        AllOf all => all.Conditions.SelectMany(c => In(c, inOr, inNot)),
        AnyOf any => any.Conditions.SelectMany(c => In(c, true, inNot)),
        Not not => In(not.Condition, inOr, true),
        _ => [],
    };
}
