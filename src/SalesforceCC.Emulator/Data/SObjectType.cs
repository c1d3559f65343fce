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

    /// <summary>For the events of changes of an object, that object; null for all else.</summary>
    public string? ChangesOf { get; init; }

    /// <summary>Added by the org's administrator; its name ends with <c>__c</c>, or with <c>__e</c> for a platform event.</summary>
    public bool Custom => Name.EndsWith("__c", StringComparison.OrdinalIgnoreCase) || IsEvent;

    /// <summary>A platform event: it is published, and never has rows.</summary>
    public bool IsEvent => _isEvent ??= Name.EndsWith("__e", StringComparison.OrdinalIgnoreCase);

    /// <summary>Rows may be inserted.</summary>
    public bool Createable { get; init; } = true;

    /// <summary>Rows may be changed.</summary>
    public bool Updateable { get; init; } = true;

    /// <summary>Rows may be deleted, and come back with queryAll.</summary>
    public bool Deletable { get; init; } = true;

    /// <summary>The Tooling API alone has it.</summary>
    public bool ToolingOnly { get; init; }

    /// <summary>A platform event that is published even if the transaction around it is rolled back.</summary>
    public bool PublishImmediately { get; init; }

    /// <summary>The field of that API name, in any case; null where there is none.</summary>
    public SObjectField? FindField(string name) =>
        (_byName ??= Fields.ToDictionary(f => f.Name, StringComparer.OrdinalIgnoreCase)).GetValueOrDefault(name);

    /// <summary>The reference whose parent path has that name, in any case; null where there is none.</summary>
    public SObjectField? FindReference(string relationshipName) => Fields.FirstOrDefault(
        f => string.Equals(f.RelationshipName, relationshipName, StringComparison.OrdinalIgnoreCase));

    /// <summary>The relationship to children of that name, in any case; null where there is none.</summary>
    public ChildRelationship? FindChildren(string relationshipName) => ChildRelationships.FirstOrDefault(
        c => string.Equals(c.RelationshipName, relationshipName, StringComparison.OrdinalIgnoreCase));

    /// <summary>The same without the fields whose names, with the object's, are in the set.</summary>
    internal SObjectType Without(IReadOnlySet<string> hidden) => !Fields.Any(f => hidden.Contains($"{Name}.{f.Name}"))
        ? this
        : new SObjectType
        {
            Name = Name,
            Label = Label,
            LabelPlural = LabelPlural,
            KeyPrefix = KeyPrefix,
            Fields = [.. Fields.Where(f => !hidden.Contains($"{Name}.{f.Name}"))],
            ChildRelationships = ChildRelationships,
            Createable = Createable,
            Updateable = Updateable,
            Deletable = Deletable,
            ToolingOnly = ToolingOnly,
            PublishImmediately = PublishImmediately,
        };

    private Dictionary<string, SObjectField>? _byName;
    private bool? _isEvent;
}
