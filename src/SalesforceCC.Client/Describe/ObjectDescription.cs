using SalesforceCC.Records;

namespace SalesforceCC.Describe;

/// <summary>What is known of an object, by name. Names are found in any case. Safe to use from any thread.</summary>
internal sealed class ObjectDescription
{
    private readonly Dictionary<string, SfField> _fields;
    private readonly Lazy<ObjectFields> _types;

    public ObjectDescription(SfObjectDescription facts)
    {
        Facts = facts;
        _fields = facts.Fields.ToDictionary(static f => f.Name, StringComparer.OrdinalIgnoreCase);
        _types = new(() => new ObjectFields(this));
    }

    /// <summary>All of it.</summary>
    public SfObjectDescription Facts { get; }

    /// <summary>API name, as Salesforce spells it.</summary>
    public string Name => Facts.Name;

    /// <summary>The fields, in Salesforce's order.</summary>
    public IReadOnlyList<SfField> Fields => Facts.Fields;

    /// <summary>The types of the fields, for readers of rows.</summary>
    public ObjectFields Types => _types.Value;

    /// <summary>The field that is the record's name, such as Name, CaseNumber or Subject; null where there is none.</summary>
    public SfField? NameField => Fields.FirstOrDefault(static f => f.NameField);

    /// <summary>A field; null where there is none, or the user may not see it.</summary>
    public SfField? Field(string name) => _fields.TryGetValue(name, out SfField? field) ? field : null;

    /// <summary>The field behind a relationship to a parent, such as OwnerId behind Owner; null where there is none.</summary>
    public SfField? Reference(string relationship) =>
        Fields.FirstOrDefault(f => relationship.Equals(f.RelationshipName, StringComparison.OrdinalIgnoreCase));

    /// <summary>A relationship to children; null where there is none.</summary>
    public SfChildRelationship? Children(string relationship) =>
        Facts.ChildRelationships.FirstOrDefault(c => relationship.Equals(c.Name, StringComparison.OrdinalIgnoreCase));
}
