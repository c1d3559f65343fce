using Avro;
using Avro.Generic;
using SalesforceCC.Emulator.Data;

namespace SalesforceCC.Emulator.Events.Topics;

/// <summary>Values in the record of an event, by the names of fields.</summary>
internal static class RecordValues
{
    /// <summary>A value as filters compare it; null where there is none.</summary>
    public static object? Of(GenericRecord record, string field)
    {
        if (Find(record, field) is not { } found) return null;
        return record.GetValue(found.Pos) switch
        {
            long milliseconds when IsMoment(found) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds),
            long number => (double)number,
            int number => (double)number,
            { } value => value,
            null => null,
        };
    }

    /// <summary>Takes away the value of an object's field, which may be a part of a record.</summary>
    public static void Clear(GenericRecord record, SObjectType type, SObjectField field)
    {
        if (Find(record, field.Name) is { } found && IsNullable(found))
        {
            record.Add(found.Pos, null);
            return;
        }
        SObjectField? compound = type.Fields.FirstOrDefault(f => f.CompoundPrefix is { Length: > 0 } p && field.Name.StartsWith(p, StringComparison.Ordinal));
        string part = compound is null ? field.Name : field.Name[compound.CompoundPrefix!.Length..];
        if (Find(record, compound?.Name ?? "Name") is { } outer && record.GetValue(outer.Pos) is GenericRecord inner && Find(inner, part) is { } own)
            inner.Add(own.Pos, null);
    }

    private static Field? Find(GenericRecord record, string name) =>
        record.Schema.Fields.FirstOrDefault(f => f.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    private static bool IsNullable(Field field) => field.Schema is UnionSchema;

    private static bool IsMoment(Field field) =>
        field.Documentation is { } doc && (doc.Contains(":DateTime", StringComparison.Ordinal) || doc.Contains(":DateOnly", StringComparison.Ordinal));
}
