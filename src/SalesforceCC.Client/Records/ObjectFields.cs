using System.Collections.Concurrent;

namespace SalesforceCC.Records;

/// <summary>What describe says of an object's fields, as far as rows need it. Safe to use from any thread.</summary>
internal sealed class ObjectFields(
    IReadOnlyDictionary<string, FieldType> types,
    IReadOnlyDictionary<string, string>? parents = null,
    IReadOnlyDictionary<string, FieldAccess>? access = null)
{
    // Fields that two describes did not have.
    private readonly ConcurrentDictionary<string, bool> _missing = new(StringComparer.OrdinalIgnoreCase);

    private volatile bool _isClosed;

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
        parents is not null && parents.TryGetValue(relationship, out string? parent) ? parent : null;

    /// <summary>How a field may be written; null where describe does not know the field.</summary>
    public FieldAccess? AccessTo(string field) =>
        access is not null && access.TryGetValue(field, out FieldAccess? found) ? found : null;

    /// <summary>The field that refers to a parent; null where no field does.</summary>
    public FieldAccess? ReferenceOf(string relationship) =>
        access?.Values.FirstOrDefault(a => relationship.Equals(a.RelationshipName, StringComparison.OrdinalIgnoreCase));

    /// <summary>Remembers that there is no such field, however often it is asked for.</summary>
    public void SetMissing(string field) => _missing[field] = true;

    /// <summary>Nobody asks for fields that are not here: Salesforce would refuse again.</summary>
    public ObjectFields Close()
    {
        _isClosed = true;
        return this;
    }
}
