namespace SalesforceCC.Emulator.Soql.Ast;

/// <summary>A subquery for the rows of a child relationship.</summary>
/// <param name="Position">Where it starts.</param>
/// <param name="Query">Its FROM names the relationship.</param>
internal sealed record SelectChildren(int Position, SoqlQuery Query) : SelectItem(Position);
