namespace SalesforceCC.Records;

/// <summary>What describe says of a field, as far as writing depends on it.</summary>
/// <param name="Name">The API name, as Salesforce spells it.</param>
/// <param name="Createable">It may be set in a new record.</param>
/// <param name="Updateable">It may be changed.</param>
/// <param name="RelationshipName">The name of the parent that it refers to; null where it refers to none.</param>
/// <param name="ReferenceTo">The objects that it may refer to.</param>
internal sealed record FieldAccess(
    string Name, bool Createable, bool Updateable, string? RelationshipName, IReadOnlyList<string> ReferenceTo);
