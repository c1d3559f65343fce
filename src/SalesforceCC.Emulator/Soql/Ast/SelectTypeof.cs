namespace SalesforceCC.Emulator.Soql.Ast;

/// <summary><c>TYPEOF What WHEN Account THEN Phone ELSE Name END</c>.</summary>
/// <param name="Position">Where it starts.</param>
/// <param name="Path">The reference that may point to several objects.</param>
/// <param name="Branches">Fields by object.</param>
/// <param name="Otherwise">Fields for the other objects; null for none.</param>
internal sealed record SelectTypeof(
    int Position,
    FieldPath Path,
    IReadOnlyList<TypeofBranch> Branches,
    IReadOnlyList<FieldPath>? Otherwise) : SelectItem(Position);
