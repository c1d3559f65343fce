using System.Globalization;
using SalesforceCC.Events.Avro;
using SalesforceCC.Records;

namespace SalesforceCC.Events;

/// <summary>Reads a field's values as objects of its type.</summary>
internal static class EventValue
{
    // A decimal ends at 7.9E+28.
    private const double MostNumber = 7.9e28;

    /// <summary>Goes over a value.</summary>
    /// <returns>Whether it is one of the field's type; where it is not, it stays what Avro has.</returns>
    public static bool Skip(ref AvroReader reader, EventField field)
    {
        AvroSchema schema = reader.ReadBranch(field.Schema);
        switch (schema.Kind)
        {
            case AvroKind.Null:
                return true;
            case AvroKind.Double:
                return IsOf(field.Type, reader.ReadDouble());
            case AvroKind.Float:
                return IsOf(field.Type, reader.ReadFloat());
            case AvroKind.Long:
                return IsOf(field.Type, reader.ReadLong());
            case AvroKind.Int when field.Type == FieldType.Time:
                return IsOf(field.Type, (long)reader.ReadInt());
            default:
                reader.Skip(schema);
                return true;
        }
    }

    /// <summary>Makes the object of a value.</summary>
    public static object? Read(ref AvroReader reader, EventField field, NestedEvents nested)
    {
        AvroSchema schema = reader.ReadBranch(field.Schema);
        switch (schema.Kind)
        {
            case AvroKind.Null: return null;
            case AvroKind.Double: return Number(field.Type, reader.ReadDouble());
            case AvroKind.Float: return reader.ReadFloat() is float number && IsOf(FieldType.Number, number) && field.Type == FieldType.Number ? (decimal)number : number;
            case AvroKind.Long: return Whole(field.Type, reader.ReadLong());
            case AvroKind.Int when field.Type == FieldType.Time: return Whole(field.Type, reader.ReadInt());
            case AvroKind.Record: return nested.Read(ref reader, schema);
            case AvroKind.Array: return ReadArray(ref reader, schema, nested);
            default: return reader.Read(schema);
        }
    }

    /// <summary>A text, wherever it is no error to have none.</summary>
    public static SfTextList ReadTexts(ref AvroReader reader, AvroSchema schema)
    {
        AvroSchema branch = reader.ReadBranch(schema);
        if (branch.Kind != AvroKind.Array || branch.Items.Kind != AvroKind.String)
        {
            reader.Skip(branch);
            return SfTextList.None;
        }

        List<string>? texts = null;
        reader.Enter(branch);
        for (AvroBlock block = default; reader.ReadBlock(ref block);)
            (texts ??= []).Add(reader.ReadString());
        reader.Leave();
        return texts is null ? SfTextList.None : new SfTextList(texts);
    }

    private static object?[] ReadArray(ref AvroReader reader, AvroSchema schema, NestedEvents nested)
    {
        List<object?> items = [];
        EventField item = new(new AvroField("", schema.Items, null));
        reader.Enter(schema);
        for (AvroBlock block = default; reader.ReadBlock(ref block);)
            items.Add(Read(ref reader, item, nested));
        reader.Leave();
        return [.. items];
    }

    private static bool IsOf(FieldType type, double number) => type != FieldType.Number || Math.Abs(number) < MostNumber;

    private static bool IsOf(FieldType type, long number) => type switch
    {
        FieldType.DateTime or FieldType.Date => EventTime.IsMoment(number),
        FieldType.Time => EventTime.IsTime(number),
        _ => true,
    };

    // A cast keeps 15 digits, and a double may have 17, which its text has.
    private static object Number(FieldType type, double number)
    {
        if (type != FieldType.Number || !IsOf(type, number))
            return number;
        decimal cast = (decimal)number;
        return !((double)cast).Equals(number) && decimal.TryParse(NumberText.Of(number), NumberStyles.Float, CultureInfo.InvariantCulture, out decimal exact)
            ? exact
            : cast;
    }

    private static object Whole(FieldType type, long number) => type switch
    {
        FieldType.DateTime when IsOf(type, number) => EventTime.Moment(number),
        FieldType.Date when IsOf(type, number) => EventTime.Date(number),
        FieldType.Time when IsOf(type, number) => TimeSpan.FromMilliseconds(number),
        _ => number,
    };
}
