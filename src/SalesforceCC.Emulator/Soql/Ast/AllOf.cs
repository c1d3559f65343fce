namespace SalesforceCC.Emulator.Soql.Ast;

/// <summary>AND.</summary>
/// <param name="Conditions">Two or more.</param>
internal sealed record AllOf(IReadOnlyList<Condition> Conditions) : Condition;
