using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Avro;
using SalesforceCC.Emulator.Data;

namespace SalesforceCC.Emulator.Events.Schemas;

/// <summary>
/// The schemas of all events of the org. They follow its objects: a field that comes or goes gives another schema, with an
/// id of its own. Those of before can still be found, for events that were written with them.
/// </summary>
internal sealed class EventSchemas(OrgStore store)
{
    private const int IdBytes = 16;

    private readonly ConcurrentDictionary<string, EventSchema> _byId = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Known> _current = new(StringComparer.Ordinal);

    /// <summary>The schema of that id, however old; null where there never was one.</summary>
    public EventSchema? Find(string schemaId) => _byId.GetValueOrDefault(schemaId);

    /// <summary>The schema that events of this type are written with now; null where there is no such type.</summary>
    public EventSchema? Current(string typeName) => Of(typeName)?.Schema;

    /// <summary>What a change event of an object is made of, with its schema; null for objects that have none.</summary>
    public (ChangeLayout Layout, EventSchema Schema)? OfChanges(SObjectType type) =>
        EventNames.HasChangeEvent(type) && Of(EventNames.ChangeEventOf(type.Name)) is { Layout: { } layout } known
            ? (layout, known.Schema)
            : null;

    /// <summary>The object that events of this type tell of, or that they are.</summary>
    public SObjectType? ObjectOf(string typeName)
    {
        // Topics and types are told apart by case, unlike objects.
        if (store.FindType(typeName) is { IsEvent: true } own) return own.Name == typeName ? own : null;
        return EventNames.ObjectOf(typeName) is { } name && store.FindType(name) is { } type
            && type.Name == name && EventNames.HasChangeEvent(type) ? type : null;
    }

    private Known? Of(string typeName)
    {
        if (ObjectOf(typeName) is not { } type) return null;
        // Each schema of the org has objects of its own.
        if (_current.TryGetValue(typeName, out Known? known) && known.Type == type) return known;
        ChangeLayout? layout = type.IsEvent ? null : ChangeLayout.Of(type);
        string json = layout is null ? SchemaWriter.OfEvent(type) : SchemaWriter.OfChanges(typeName, layout);
        string id = IdOf(json);
        EventSchema schema = _byId.GetOrAdd(id, new EventSchema(id, typeName, (RecordSchema)Schema.Parse(json), json));
        return _current[typeName] = new Known(type, schema, layout);
    }

    // The same text is the same schema; another org has other ids for it.
    private string IdOf(string json) => Base64Url.EncodeToString(
        SHA256.HashData(Encoding.UTF8.GetBytes(store.OrganizationId + json)).AsSpan(0, IdBytes));

    private sealed record Known(SObjectType Type, EventSchema Schema, ChangeLayout? Layout);
}
