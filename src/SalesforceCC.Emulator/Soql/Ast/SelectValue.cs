namespace SalesforceCC.Emulator.Soql.Ast;

/// <summary>A field or function, perhaps with an alias.</summary>
/// <param name="Value">The field or function.</param>
/// <param name="Alias">Null for none.</param>
internal sealed record SelectValue(SoqlExpression Value, string? Alias) : SelectItem(Value.Position);
