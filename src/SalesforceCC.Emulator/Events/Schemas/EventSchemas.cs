using System.Collections.Concurrent;

namespace SalesforceCC.Emulator.Events.Schemas;

/// <summary>The schemas of the org's events, old ones too: an event that is kept can be read for ever.</summary>
internal sealed class EventSchemas
{
    private readonly ConcurrentDictionary<string, EventSchema> _byId = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, EventSchema> _current = new(StringComparer.Ordinal);

    /// <summary>The schema of that id; null where there has never been one.</summary>
    public EventSchema? Find(string schemaId) => _byId.GetValueOrDefault(schemaId);

    /// <summary>The schema that new events of a type are written with; null where there is no such type.</summary>
    public EventSchema? Current(string typeName) => _current.GetValueOrDefault(typeName);

    /// <summary>Makes this the schema of new events of its type.</summary>
    public void Put(EventSchema schema)
    {
        _byId[schema.Id] = schema;
        _current[schema.TypeName] = schema;
    }
}
