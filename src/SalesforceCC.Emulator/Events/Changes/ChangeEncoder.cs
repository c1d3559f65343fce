using Avro;
using Avro.Generic;
using SalesforceCC.Emulator.Data;
using SalesforceCC.Emulator.Events.Schemas;
using SalesforceCC.Emulator.Events.Topics;

namespace SalesforceCC.Emulator.Events.Changes;

/// <summary>Makes the event of a change, and the forms of it that channels have.</summary>
internal sealed class ChangeEncoder(ChangeGroup group, ChangeTransaction transaction, int sequence, bool gap)
{
    // All rows of the object, for nobody knows which.
    private const string AnyId = "000000000000000AAA";

    private RowDifference Change => group.Change;

    /// <summary>The event as single topics and the standard channel have it.</summary>
    public BusEvent Plain() => ToEvent(Record(gap ? [] : Change.Values));

    /// <summary>What a channel's event is made of; null where the filter holds it back.</summary>
    public byte[]? For(ChannelMember member)
    {
        if (member.Filter is { } filter && !filter.Matches(CurrentOf)) return null;
        if (gap) return Plain().Payload;
        List<ChangedValue> values = [.. Change.Values];
        foreach (string name in member.Enriched.Concat(member.Filter?.Fields ?? []))
            if (Locate(name) is { } found && !values.Exists(v => v.Field == found.Field && v.Part == found.Part) && found.Value is not null)
                values.Add(found);
        return EventCodec.Write(group.Schema, Record(values));
    }

    /// <summary>More has changed than is told one by one.</summary>
    public static BusEvent Overflow(SObjectType type, EventSchema schema, RowEvent row, ChangeTransaction transaction, int sequence)
    {
        GenericRecord record = new(schema.Schema);
        record.Add(0, Header(type, row, transaction).ToRecord(schema.Schema, "GAP_OVERFLOW", sequence, [AnyId], ChangeBitmaps.None));
        return new BusEvent(schema.TypeName, schema.Id, EventCodec.Write(schema, record), null, transaction.At);
    }

    private static ChangeHeader Header(SObjectType type, RowEvent row, ChangeTransaction transaction) => new(
        type.Name, transaction.Key, row.Change.Context.UserId, row.Change.Context.Origin, transaction.At.ToUnixTimeMilliseconds(), transaction.Commit);

    private BusEvent ToEvent(GenericRecord record) =>
        new(group.Schema.TypeName, group.Schema.Id, EventCodec.Write(group.Schema, record), null, transaction.At);

    private GenericRecord Record(IReadOnlyList<ChangedValue> values)
    {
        RecordSchema schema = group.Schema.Schema;
        GenericRecord record = new(schema);
        ChangeHeader header = Header(Change.Layout.Type, Change.Row, transaction);
        string type = gap ? "GAP_" + Change.ChangeType : Change.ChangeType;
        record.Add(0, header.ToRecord(schema, type, sequence, group.Ids, gap ? ChangeBitmaps.None : Change.Bitmaps()));
        foreach (ChangedValue value in values)
        {
            if (value.Value is null) continue;
            object avro = value.IsDiff ? value.Value : AvroValue.Of(value.Of, value.Value);
            if (value.Part < 0) record.Add(value.Field, avro);
            else Inner(record, schema, value.Field).Add(value.Part, avro);
        }
        return record;
    }

    private static GenericRecord Inner(GenericRecord record, RecordSchema schema, int field)
    {
        if (record.GetValue(field) is GenericRecord known) return known;
        UnionSchema union = (UnionSchema)schema.Fields[field].Schema;
        GenericRecord inner = new(union.Schemas.OfType<RecordSchema>().Single());
        record.Add(field, inner);
        return inner;
    }

    /// <summary>A field of the row as it is now, by the name that it has in events: <c>Industry</c>, <c>BillingAddress.City</c>.</summary>
    private ChangedValue? Locate(string name)
    {
        string[] path = name.Split('.', 2);
        for (int i = 0; i < Change.Layout.Fields.Count; i++)
        {
            ChangeField field = Change.Layout.Fields[i];
            if (!field.Name.Equals(path[0], StringComparison.OrdinalIgnoreCase)) continue;
            if (field.Field is { } own) return new ChangedValue(i + 1, -1, own, Change.Row.Change[own.Name], false);
            for (int part = 0; path.Length == 2 && part < field.Parts.Count; part++)
                if (field.Parts[part] is { Field: { } of } one && one.Name.Equals(path[1], StringComparison.OrdinalIgnoreCase))
                    return new ChangedValue(i + 1, part, of, Change.Row.Change[of.Name], false);
        }
        return null;
    }

    private object? CurrentOf(string name) => Locate(name) is { Value: { } value } found
        ? AvroValue.Of(found.Of, value) switch
        {
            long milliseconds when found.Of.Kind is FieldKind.Date or FieldKind.DateTime => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds),
            long number => (double)number,
            int number => (double)number,
            { } plain => plain,
        }
        : null;
}
