namespace SalesforceCC.Emulator.Soql.Ast;

/// <summary><c>FIELDS(ALL)</c>, <c>FIELDS(STANDARD)</c> or <c>FIELDS(CUSTOM)</c>.</summary>
/// <param name="Position">Where it starts.</param>
/// <param name="Standard">With the standard fields.</param>
/// <param name="Custom">With the custom fields.</param>
internal sealed record SelectFields(int Position, bool Standard, bool Custom) : SelectItem(Position);
