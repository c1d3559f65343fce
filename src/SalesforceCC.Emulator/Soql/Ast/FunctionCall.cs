namespace SalesforceCC.Emulator.Soql.Ast;

/// <summary>A function: an aggregate, a part of a date, <c>toLabel</c> or <c>FORMAT</c>.</summary>
/// <param name="Position">Where it starts.</param>
/// <param name="Name">As written.</param>
/// <param name="Argument">Null for <c>COUNT()</c>.</param>
internal sealed record FunctionCall(int Position, string Name, SoqlExpression? Argument) : SoqlExpression(Position);
