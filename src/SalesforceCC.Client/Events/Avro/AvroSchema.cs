namespace SalesforceCC.Events.Avro;

/// <summary>An Avro schema, with as much of the format as Salesforce uses.</summary>
/// <remarks>
/// An own reader and not Apache's package, which brings Newtonsoft.Json along: the assembly that PowerShell modules
/// fight over.
/// </remarks>
internal sealed class AvroSchema(AvroKind kind, string name = "")
{
    public AvroKind Kind { get; } = kind;

    /// <summary>Full name of a record or enum: with its namespace.</summary>
    public string FullName { get; } = name;

    /// <summary>The same without its namespace.</summary>
    public string Name { get; } = name.Substring(name.LastIndexOf('.') + 1);

    // Set once, by the parser: a record may refer to itself.

    /// <summary>The fields of a record.</summary>
    public AvroField[] Fields { get; internal set; } = [];

    /// <summary>The symbols of an enum.</summary>
    public string[] Symbols { get; internal set; } = [];

    /// <summary>What an array holds.</summary>
    public AvroSchema Items { get; internal set; } = null!;

    /// <summary>The branches of a union.</summary>
    public AvroSchema[] Branches { get; internal set; } = [];

    /// <summary>Whether null is a value.</summary>
    public bool IsNullable => Kind == AvroKind.Null || (Kind == AvroKind.Union && Array.Exists(Branches, static b => b.Kind == AvroKind.Null));

    /// <summary>The branches that are not null; the schema itself where it is no union.</summary>
    public IEnumerable<AvroSchema> Values => (Kind == AvroKind.Union ? Branches : [this]).Where(static b => b.Kind != AvroKind.Null);

    /// <summary>Reads a schema.</summary>
    /// <exception cref="SfException">INVALID_RESPONSE: it is none, or of a kind that Salesforce does not use.</exception>
    public static AvroSchema Parse(string json) => AvroSchemaParser.Parse(json);

    /// <summary>The name in the payload's errors.</summary>
    public override string ToString() => FullName.Length > 0 ? FullName : Kind.ToString();
}
