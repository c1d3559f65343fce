using SalesforceCC.Events.Avro;
using SalesforceCC.Records;

namespace SalesforceCC.Events;

/// <summary>An event as it came: its payload, and where each value stands in it. A value is made anew at each read.</summary>
internal sealed class EventRow(EventType type, byte[] payload, int[] starts, string replayId, string? eventUuid) : ReadRow
{
    private const string Gap = "GAP_";
    private const string Overflow = "GAP_OVERFLOW";

    // Objects within the event keep their identity from read to read, as those of records do.
    private object?[]? _made;

    public SfTextList ChangedFields { get; init; } = SfTextList.None;

    public SfTextList NulledFields { get; init; } = SfTextList.None;

    public SfTextList DiffFields { get; init; } = SfTextList.None;

    public override object? Read(int slot)
    {
        EventSlot property = type.Slots[slot];
        switch (property.Property)
        {
            case EventProperty.ReplayId: return replayId;
            case EventProperty.EventUuid: return eventUuid;
            case EventProperty.ChangedFields: return ChangedFields;
            case EventProperty.NulledFields: return NulledFields;
            case EventProperty.DiffFields: return DiffFields;
            case EventProperty.IsGap: return (ReadField(property.Column) as string)?.StartsWith(Gap, StringComparison.Ordinal) ?? false;
            case EventProperty.IsOverflow: return ReadField(property.Column) is Overflow;
            case EventProperty.RecordIds: return ReadTexts(property.Column);
            default: return ReadField(property.Column);
        }
    }

    private SfTextList ReadTexts(int column)
    {
        if (column < 0)
            return SfTextList.None;
        AvroReader reader = new(payload, starts[column]);
        return EventValue.ReadTexts(ref reader, type.Columns[column].Schema);
    }

    private object? ReadField(int column)
    {
        if (column < 0)
            return null;
        if (_made is { } made && Volatile.Read(ref made[column]) is { } known)
            return known;
        AvroReader reader = new(payload, starts[column]);
        object? value = EventValue.Read(ref reader, type.Columns[column], type.Nested);
        if (value is SfRecord or object?[])
            return Keep(column, value);
        return value;
    }

    private object Keep(int column, object value)
    {
        object?[] fresh = new object?[starts.Length];
        object?[] made = Interlocked.CompareExchange(ref _made, fresh, null) ?? fresh;
        return Interlocked.CompareExchange(ref made[column], value, null) ?? value;
    }
}
