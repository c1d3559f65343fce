using SalesforceCC.Connections;
using SalesforceCC.Data;
using SalesforceCC.Events.Avro;
using SalesforceCC.Records;
using SalesforceCC.Values;

namespace SalesforceCC.Events.Publishing;

/// <summary>Puts what users give for an event into the types of its fields.</summary>
internal static class EventMembers
{
    private static readonly string[] s_set = ["CreatedDate", "CreatedById"];

    private static readonly string[] s_received = [nameof(EventProperty.ReplayId), nameof(EventProperty.EventUuid), "Id"];

    /// <summary>The members, in the order of the schema's fields.</summary>
    /// <exception cref="SfException">INVALID_PARAMETER: a field that the event does not have, or a value that is none of its field.</exception>
    public static List<EventMember> Of(OutgoingEvent outgoing, EventType type)
    {
        Dictionary<string, object?> given = new(StringComparer.OrdinalIgnoreCase);
        foreach (KeyValuePair<string, object?> field in outgoing.Fields)
        {
            if (s_set.Contains(field.Key, StringComparer.OrdinalIgnoreCase))
                Note(outgoing, $"{field.Key} is left out, since Salesforce sets it.");
            else if (Find(type, field.Key) is not { } known)
                LeaveOut(outgoing, type, field.Key);
            else
                given[known.Name] = Convert(known, field.Value, type.Name);
        }

        List<EventMember> members = [];
        foreach (EventField field in type.Columns)
        {
            if (given.TryGetValue(field.Name, out object? value))
                members.Add(new EventMember(field, value));
            else if (!field.Schema.IsNullable && !s_set.Contains(field.Name))
                throw RowErrors.Invalid($"The event has no value for '{field.Name}', which {type.Name} needs.", field.Name);
        }

        return members;
    }

    private static EventField? Find(EventType type, string name) =>
        Array.Find(type.Columns, c => c.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    // What a received event has beside its fields, and a record that nobody has written down as an event.
    private static void LeaveOut(OutgoingEvent outgoing, EventType type, string name)
    {
        if (!outgoing.IsWhole || (!s_received.Contains(name, StringComparer.OrdinalIgnoreCase) && FieldTypes.OfAuditField(name) == FieldType.Unknown))
            throw Unknown(type, name);
        Note(outgoing, $"{name} is left out, since it is no field of {type.Name}.");
    }

    private static SfException Unknown(EventType type, string name)
    {
        string[] names = [.. type.Columns.Select(static c => c.Name).Where(static n => !s_set.Contains(n))];
        IReadOnlyList<string> near = NearNames.Of(name, names);
        string hint = near.Count > 0 ? $" Do you mean {string.Join(" or ", near)}?" : "";
        return RowErrors.Invalid($"{type.Name} has no field '{name}'.{hint}", name);
    }

    private static object? Convert(EventField field, object? value, string typeName)
    {
        AvroSchema schema = field.Schema.Values.FirstOrDefault() ?? throw RowErrors.Invalid($"'{field.Name}' cannot be set.", field.Name);
        if (value is null or DBNull)
        {
            return field.Schema.IsNullable
                ? null
                : throw RowErrors.Invalid($"The event has no value for '{field.Name}', which {typeName} needs.", field.Name);
        }

        object typed = value;
        if (value is string text && field.Type != FieldType.Text)
        {
            typed = TextValue.Of(text, field.Type, out string? problem);
            if (problem is not null)
                throw Wrong(field, $"is '{Short(text)}', which {problem}");
        }

        return schema.Kind switch
        {
            AvroKind.String => Text(field, typed),
            AvroKind.Enum when Text(field, typed) is string symbol => Array.IndexOf(schema.Symbols, symbol) >= 0
                ? symbol
                : throw Wrong(field, $"is '{Short(symbol)}', which is none of {string.Join(", ", schema.Symbols)}"),
            AvroKind.Double or AvroKind.Float when typed is double or float =>
                ScalarText.Of(typed, FieldType.Number, out string? problem) is null ? throw Wrong(field, problem!) : typed,
            AvroKind.Record or AvroKind.Array or AvroKind.Bytes => throw Wrong(field, $"is of a kind ({schema.Kind}) that cannot be published"),
            _ => Fit(field, schema, typed, typeName),
        };
    }

    private static object Fit(EventField field, AvroSchema schema, object value, string typeName)
    {
        FieldType type = field.Type is FieldType.Long or FieldType.Unknown ? FieldType.Number : field.Type;
        object fit;
        try
        {
            fit = (type == FieldType.Date && value is string day ? FieldValue.To(type, day.Substring(0, 10), typeName, field.Name) : FieldValue.To(type, value, typeName, field.Name))!;
        }
        catch (SfException e)
        {
            throw RowErrors.Invalid(e.Message, field.Name);
        }

        bool isWhole = schema.Kind is AvroKind.Long or AvroKind.Int && type == FieldType.Number;
        if (isWhole && (fit is not decimal number || number != decimal.Truncate(number) || number is < long.MinValue or > long.MaxValue))
            throw Wrong(field, "is not a whole number");
        return fit;
    }

    private static string Text(EventField field, object value) =>
        ScalarText.Of(value, FieldType.Text, out string? problem) is { } scalar
            ? scalar.Text
            : throw Wrong(field, problem ?? $"is a {value.GetType().Name}, which is no text");

    private static SfException Wrong(EventField field, string problem) => RowErrors.Invalid($"'{field.Name}' in the event {problem}.", field.Name);

    private static void Note(OutgoingEvent outgoing, string note)
    {
        if (!outgoing.Notes.Contains(note))
            outgoing.Notes.Add(note);
    }

    private static string Short(string text) => text.Length <= 100 ? text : text.Substring(0, 100) + "...";
}
