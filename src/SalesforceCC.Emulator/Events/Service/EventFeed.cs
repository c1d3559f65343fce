using Google.Protobuf;
using SalesforceCC.Emulator.Events.Bus;
using SalesforceCC.Emulator.Events.Protocol;
using SalesforceCC.Emulator.Events.Topics;

namespace SalesforceCC.Emulator.Events.Service;

/// <summary>The events of a topic from a place on, as one user gets them.</summary>
internal sealed class EventFeed(EventOrg org, EventTopic topic, long place, string userId)
{
    /// <summary>Documented for the events of one response.</summary>
    private const int MostBytes = 3 * 1024 * 1024;

    private readonly Func<BusEvent, BusEvent?>? _delivery = org.Topics.Delivery(topic, userId);
    private readonly List<StoredEvent> _read = [];
    private readonly List<ConsumerEvent> _events = [];
    private readonly List<ReplayId> _ids = [];
    private EventTopic _topic = topic;
    private long _place = place;

    /// <summary>How far the bus has been read.</summary>
    public long Place => _place;

    /// <summary>What the last read has found, until the next one.</summary>
    public IReadOnlyList<ConsumerEvent> Events => _events;

    /// <summary>The id of the last of these events.</summary>
    public ReplayId Last => _ids[^1];

    /// <summary>Reads on; false where the bus has nothing more. What it has may be nothing for this user.</summary>
    /// <exception cref="InvalidDataException">What comes next is not kept any more.</exception>
    public bool Read(int most)
    {
        long before = _place;
        _read.Clear();
        _events.Clear();
        _ids.Clear();

        // What is on a custom channel may change while somebody listens to it.
        if (_topic is { SchemaId.Length: 0, Types: not null }) _topic = org.Topics.Find(_topic.Name) ?? _topic;
        if (!org.Bus.TryRead(ref _place, kind => kind.IsOf(_topic), most, MostBytes, _read)) throw new InvalidDataException("The place is lost.");
        foreach (StoredEvent stored in _read)
        {
            if (ToConsumer(stored) is not { } message) continue;
            _events.Add(message);
            _ids.Add(stored.Id);
        }

        return _place != before;
    }

    /// <summary>Keeps the first of what was read.</summary>
    public void Shorten(int count)
    {
        _events.RemoveRange(count, _events.Count - count);
        _ids.RemoveRange(count, _ids.Count - count);
    }

    private ConsumerEvent? ToConsumer(StoredEvent stored)
    {
        ProducerEvent message = new() { SchemaId = stored.Kind.SchemaId };
        if (_delivery is null)
        {
            message.Id = stored.EventId ?? "";
            message.Payload = UnsafeByteOperations.UnsafeWrap(stored.Payload);
        }
        else if (_delivery(stored.ToBusEvent()) is { } other)
        {
            message.Id = other.EventId ?? "";
            message.SchemaId = other.SchemaId;
            message.Payload = UnsafeByteOperations.UnsafeWrap(other.Payload);
        }
        else
        {
            return null;
        }

        return new ConsumerEvent { Event = message, ReplayId = stored.Id.ToBytes() };
    }
}
