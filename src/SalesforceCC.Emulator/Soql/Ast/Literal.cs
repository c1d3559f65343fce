namespace SalesforceCC.Emulator.Soql.Ast;

/// <summary>A constant.</summary>
/// <param name="Position">Where it starts.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Text">Decoded text, or the constant as written.</param>
/// <param name="Number">The n of <c>LAST_N_DAYS:n</c>.</param>
internal sealed record Literal(int Position, LiteralKind Kind, string Text, int Number = 0);
