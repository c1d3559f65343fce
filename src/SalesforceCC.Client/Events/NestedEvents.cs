using System.Collections.Concurrent;
using SalesforceCC.Events.Avro;
using SalesforceCC.Records;

namespace SalesforceCC.Events;

/// <summary>The records within an event, such as addresses and the names of persons.</summary>
internal sealed class NestedEvents(RecordOrigin? origin, RecordShapes shapes)
{
    private readonly ConcurrentDictionary<AvroSchema, NestedEvent> _types = new();

    public SfRecord Read(ref AvroReader reader, AvroSchema record) => Of(record).Read(ref reader, this);

    private NestedEvent Of(AvroSchema record)
    {
        if (!_types.TryGetValue(record, out NestedEvent? type))
            type = _types.GetOrAdd(record, new NestedEvent(record, origin, shapes));
        return type;
    }
}
