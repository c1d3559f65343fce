using SalesforceCC.Events;

namespace SalesforceCC;

/// <summary>A field of an event, as the event's schema has it.</summary>
public sealed class SfEventField
{
    internal SfEventField(EventField field)
    {
        Name = field.Name;
        Type = field.Doc.Type ?? string.Join(" or ", field.Schema.Values.Select(static b => b.Name.Length > 0 ? b.Name : b.Kind.ToString()));
        Nullable = field.Schema.IsNullable;
        Label = field.Doc.Label;
        Values = [.. field.Schema.Values.SelectMany(static b => b.Symbols)];
        Fields = [.. field.Schema.Values.SelectMany(static b => b.Fields).Select(static f => new SfEventField(new EventField(f)))];
    }

    /// <summary>API name.</summary>
    public string Name { get; }

    /// <summary>Salesforce's name of the type, such as Text, Currency or DateTime; that of Avro where Salesforce has none.</summary>
    public string Type { get; }

    /// <summary>The field may be empty.</summary>
    public bool Nullable { get; }

    /// <summary>What the schema calls the field, or its role: Data for fields of the event itself.</summary>
    public string? Label { get; }

    /// <summary>The values that a field with a list of values may have; empty for other fields.</summary>
    public IReadOnlyList<string> Values { get; }

    /// <summary>The fields of a compound field, such as an address; empty for other fields.</summary>
    public IReadOnlyList<SfEventField> Fields { get; }

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}
