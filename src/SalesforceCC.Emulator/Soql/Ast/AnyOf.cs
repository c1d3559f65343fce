namespace SalesforceCC.Emulator.Soql.Ast;

/// <summary>OR.</summary>
/// <param name="Conditions">Two or more.</param>
internal sealed record AnyOf(IReadOnlyList<Condition> Conditions) : Condition;
