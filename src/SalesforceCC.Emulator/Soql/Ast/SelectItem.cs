namespace SalesforceCC.Emulator.Soql.Ast;

/// <summary>One entry of a SELECT list.</summary>
/// <param name="Position">Where it starts.</param>
internal abstract record SelectItem(int Position);
