namespace SalesforceCC.Emulator.Data;

/// <summary>One object of the org's schema, as describe reports it.</summary>
public sealed class SObjectType
{
    /// <summary>API name, for example <c>Account</c> or <c>Invoice__c</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Singular label.</summary>
    public required string Label { get; init; }

    /// <summary>Plural label.</summary>
    public required string LabelPlural { get; init; }

    /// <summary>First three characters of its ids.</summary>
    public required string KeyPrefix { get; init; }

    /// <summary>Fields in describe's order.</summary>
    public required IReadOnlyList<SObjectField> Fields { get; init; }

    /// <summary>Relationships from parent to child.</summary>
    public required IReadOnlyList<ChildRelationship> ChildRelationships { get; init; }

    /// <summary>The field of that API name, in any case; null where there is none.</summary>
    public SObjectField? FindField(string name) =>
        Fields.FirstOrDefault(f => string.Equals(f.Name, name, StringComparison.OrdinalIgnoreCase));
}
