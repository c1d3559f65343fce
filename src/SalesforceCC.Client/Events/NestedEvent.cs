using SalesforceCC.Events.Avro;
using SalesforceCC.Records;

namespace SalesforceCC.Events;

/// <summary>The type of a record within an event.</summary>
internal sealed class NestedEvent
{
    private readonly AvroSchema _record;
    private readonly EventField[] _fields;
    private readonly RecordLayout _layout;

    public NestedEvent(AvroSchema record, RecordOrigin? origin, RecordShapes shapes)
    {
        _record = record;
        _fields = [.. record.Fields.Select(static f => new EventField(f))];
        string[] names = EventNames.Distinct([.. record.Fields.Select(static f => f.Name)]);

        // As the compound values of records: whatever type a field has, its property takes anything.
        RecordShape shape = shapes.Get(record.Name, names);
        _layout = new RecordLayout(shape, null, new FieldType[names.Length], origin, 0, isSettled: true);
    }

    public SfRecord Read(ref AvroReader reader, NestedEvents nested)
    {
        object?[] values = new object?[_fields.Length];
        reader.Enter(_record);
        for (int i = 0; i < values.Length; i++)
            values[i] = EventValue.Read(ref reader, _fields[i], nested);
        reader.Leave();
        return _layout.Shape.Create(_layout, new ReadValues(values));
    }
}
