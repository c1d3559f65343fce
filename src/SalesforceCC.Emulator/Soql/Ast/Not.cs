namespace SalesforceCC.Emulator.Soql.Ast;

/// <summary>NOT. SOQL knows true and false only: what is not true because of a null becomes true.</summary>
/// <param name="Condition">What must not hold.</param>
internal sealed record Not(Condition Condition) : Condition;
