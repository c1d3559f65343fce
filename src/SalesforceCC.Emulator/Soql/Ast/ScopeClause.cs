namespace SalesforceCC.Emulator.Soql.Ast;

/// <summary><c>USING SCOPE mine</c>.</summary>
/// <param name="Position">Where the name stands.</param>
/// <param name="Name">The scope, as written.</param>
internal sealed record ScopeClause(int Position, string Name);
