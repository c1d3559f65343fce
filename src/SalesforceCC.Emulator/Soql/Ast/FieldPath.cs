namespace SalesforceCC.Emulator.Soql.Ast;

/// <summary>A field, or a path to a field of a parent.</summary>
/// <param name="Position">Where it starts.</param>
/// <param name="Parts">Names between the dots.</param>
internal sealed record FieldPath(int Position, IReadOnlyList<string> Parts) : SoqlExpression(Position)
{
    public override string ToString() => string.Join(".", Parts);
}
