namespace SalesforceCC.Emulator.Soql.Ast;

/// <summary><c>WHEN Account THEN Phone, Name</c>.</summary>
/// <param name="Position">Where the object name starts.</param>
/// <param name="ObjectName">As written.</param>
/// <param name="Fields">What is asked of it.</param>
internal sealed record TypeofBranch(int Position, string ObjectName, IReadOnlyList<FieldPath> Fields);
