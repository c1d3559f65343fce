namespace SalesforceCC.Emulator.Soql.Ast;

/// <summary><c>Id IN (SELECT AccountId FROM Contact)</c>.</summary>
/// <param name="Left">An id or reference.</param>
/// <param name="Negated">NOT IN.</param>
/// <param name="Query">Selects one id or reference.</param>
internal sealed record InQuery(FieldPath Left, bool Negated, SoqlQuery Query) : Condition;
