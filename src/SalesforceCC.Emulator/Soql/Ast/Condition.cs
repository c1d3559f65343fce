namespace SalesforceCC.Emulator.Soql.Ast;

/// <summary>What WHERE or HAVING asks.</summary>
internal abstract record Condition;
