namespace SalesforceCC.Emulator.Data;

/// <summary>A relationship from a parent to its children.</summary>
/// <param name="ChildSObject">API name of the child object.</param>
/// <param name="Field">The child's reference field.</param>
/// <param name="RelationshipName">
/// Name in SOQL, for example <c>Contacts</c> or <c>Lines__r</c>; null where the children cannot be queried by it.
/// </param>
/// <param name="CascadeDelete">Children die with the parent.</param>
/// <param name="ToolingOnly">The children are there in the Tooling API only.</param>
public sealed record ChildRelationship(
    string ChildSObject, string Field, string? RelationshipName, bool CascadeDelete, bool ToolingOnly);
