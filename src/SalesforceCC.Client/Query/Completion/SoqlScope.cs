namespace SalesforceCC.Query;

/// <summary>A statement or subquery around a place in SOQL text.</summary>
/// <param name="From">What stands after FROM; null where that is not there yet.</param>
/// <param name="IsOfChildren">It stands in a select list, so that FROM has a relationship and no object.</param>
internal sealed record SoqlScope(FromClause? From, bool IsOfChildren);
