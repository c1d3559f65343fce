namespace SalesforceCC.Emulator.Soql.Ast;

/// <summary><c>Name = 'x'</c>.</summary>
/// <param name="Left">Field or function.</param>
/// <param name="Operator">One of <c>= != &lt; &lt;= &gt; &gt;= LIKE</c>.</param>
/// <param name="OperatorPosition">Where the operator stands.</param>
/// <param name="Right">What it is compared with.</param>
internal sealed record Comparison(SoqlExpression Left, string Operator, int OperatorPosition, Literal Right)
    : Condition;
