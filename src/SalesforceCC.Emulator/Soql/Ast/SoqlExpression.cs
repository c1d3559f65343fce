namespace SalesforceCC.Emulator.Soql.Ast;

/// <summary>What stands for a value of a row: a field path or a function.</summary>
/// <param name="Position">Where it starts in the statement.</param>
internal abstract record SoqlExpression(int Position);
