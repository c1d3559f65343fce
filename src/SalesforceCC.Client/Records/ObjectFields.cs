using System.Collections.Concurrent;
using SalesforceCC.Describe;

namespace SalesforceCC.Records;

/// <summary>What describe says of an object's fields, as far as rows need it. Safe to use from any thread.</summary>
internal sealed class ObjectFields(IReadOnlyDictionary<string, FieldType> types, IReadOnlyDictionary<string, string>? parents = null)
{
    // Fields that two describes did not have.
    private readonly ConcurrentDictionary<string, bool> _missing = new(StringComparer.OrdinalIgnoreCase);

    private readonly ObjectDescription? _description;

    private volatile bool _isClosed;

    /// <summary>Those of a describe.</summary>
    public ObjectFields(ObjectDescription description)
        : this(description.Fields.ToDictionary(static f => f.Name, static f => FieldTypes.FromDescribe(f.Type), StringComparer.OrdinalIgnoreCase)) =>
        _description = description;

    /// <summary>Of an object that cannot be described: its text stays text.</summary>
    public static ObjectFields None { get; } = new ObjectFields(new Dictionary<string, FieldType>()).Close();

    /// <summary>The object's describe was refused, once.</summary>
    public bool IsRefused { get; private init; }

    /// <summary>Of an object whose describe was refused: who needs its fields asks once more.</summary>
    public static ObjectFields Refused() => new(new Dictionary<string, FieldType>()) { IsRefused = true };

    /// <summary>The fields with their types.</summary>
    public IReadOnlyDictionary<string, FieldType> Types => types;

    public int Count => types.Count;

    /// <summary>The type of a field; null where describe does not know the field.</summary>
    public FieldType? TypeOf(string field) =>
        types.TryGetValue(field, out FieldType type) ? type
        : _isClosed || _missing.ContainsKey(field) ? FieldType.Unknown
        : null;

    /// <summary>The object a relationship leads to; null where there is no such relationship, or it leads to several.</summary>
    public string? ParentOf(string relationship) =>
        parents is not null && parents.TryGetValue(relationship, out string? parent) ? parent
        : Reference(relationship) is { ReferenceTo.Count: 1 } field ? field.ReferenceTo[0]
        : null;

    /// <summary>All that describe says of a field; null where it does not know the field.</summary>
    public SfField? Field(string name) => _description?.Field(name);

    /// <summary>The field that refers to a parent; null where no field does.</summary>
    public SfField? Reference(string relationship) => _description?.Reference(relationship);

    /// <summary>Remembers that there is no such field, however often it is asked for.</summary>
    public void SetMissing(string field) => _missing[field] = true;

    /// <summary>Nobody asks for fields that are not here: Salesforce would refuse again.</summary>
    public ObjectFields Close()
    {
        _isClosed = true;
        return this;
    }
}
