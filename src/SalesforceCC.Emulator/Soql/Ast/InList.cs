namespace SalesforceCC.Emulator.Soql.Ast;

/// <summary><c>IN</c>, <c>NOT IN</c>, <c>INCLUDES</c> or <c>EXCLUDES</c> with a list of values.</summary>
/// <param name="Left">Field or function.</param>
/// <param name="Negated">NOT IN, EXCLUDES.</param>
/// <param name="MultiPicklist">INCLUDES, EXCLUDES.</param>
/// <param name="OperatorPosition">Where the operator stands.</param>
/// <param name="Values">At least one.</param>
internal sealed record InList(
    SoqlExpression Left, bool Negated, bool MultiPicklist, int OperatorPosition, IReadOnlyList<Literal> Values)
    : Condition;
