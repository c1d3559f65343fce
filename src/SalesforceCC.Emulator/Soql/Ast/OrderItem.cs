namespace SalesforceCC.Emulator.Soql.Ast;

/// <summary>One entry of ORDER BY.</summary>
/// <param name="Value">Field or function.</param>
/// <param name="Descending">DESC.</param>
/// <param name="NullsLast">NULLS LAST; otherwise they come first.</param>
internal sealed record OrderItem(SoqlExpression Value, bool Descending, bool NullsLast);
