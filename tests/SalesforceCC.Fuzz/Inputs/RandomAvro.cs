using SalesforceCC.Events.Avro;

namespace SalesforceCC.Fuzz.Inputs;

/// <summary>Schemas such as Salesforce writes, and such as it would not, and values of them.</summary>
internal sealed class RandomAvro(Random random)
{
    private const string Header = """
        {"name":"ChangeEventHeader","type":{"type":"record","name":"ChangeEventHeader","fields":[{"name":"entityName","type":"string"},{"name":"recordIds","type":{"type":"array","items":"string"}},{"name":"changeType","type":{"type":"enum","name":"ChangeType","symbols":["CREATE","UPDATE","GAP_UPDATE","GAP_OVERFLOW"]}},{"name":"commitTimestamp","type":"long"},{"name":"nulledFields","type":{"type":"array","items":"string"}},{"name":"changedFields","type":{"type":"array","items":"string"}}]}}
        """;

    private static readonly string[] s_primitives = ["null", "boolean", "int", "long", "float", "double", "string", "bytes"];
    private static readonly string[] s_docs = ["Data:DateTime", "Data:DateOnly:00N1", "Data:TimeOnly", "Data:Currency", "Data:Integer", "Data:Text", "Data:ForeignKey:EntityId", "", ":", "x"];
    private static readonly string[] s_bitmaps = ["0x01", "0x06", "1-0x01", "2-0x3", "0xFFFFFFFF", "", "9-", "x"];

    private int _names;

    /// <summary>The schema of an event.</summary>
    public string Schema()
    {
        string fields = string.Join(",", Enumerable.Range(0, random.Few(20)).Select(i => Field($"f{i}", 3)));
        return $$"""{"name":"X__e","namespace":"com.sforce.eventbus","type":"record","fields":[{{(random.Percent(40) ? Header + (fields.Length > 0 ? "," : "") : "")}}{{fields}}]}""";
    }

    /// <summary>A value of a schema. It ends at some depth, where the schema lets it.</summary>
    public object? Value(AvroSchema schema, int depth) => schema.Kind switch
    {
        AvroKind.Null => null,
        AvroKind.Boolean => random.Percent(50),
        AvroKind.Int => random.Next(int.MinValue, int.MaxValue) >> random.Next(32),
        AvroKind.Long => random.NextInt64(long.MinValue, long.MaxValue) >> random.Next(64),
        AvroKind.Float => (float)random.NextDouble(),
        AvroKind.Double => random.Of(0, 1.5, double.NaN, double.MaxValue, -1e-300, random.NextDouble() * 1e15),
        AvroKind.String => random.Percent(30) ? random.Of<string>(s_bitmaps) : random.Of("", "text", "é😀", "x\0y"),
        AvroKind.Bytes => Bytes.Noise(random),
        AvroKind.Enum => random.Of<string>(schema.Symbols),
        AvroKind.Union => Value(depth < 0 && schema.IsNullable ? new AvroSchema(AvroKind.Null) : random.Of<AvroSchema>(schema.Branches), depth),
        AvroKind.Array => Enumerable.Range(0, depth < 0 ? 0 : random.Few(10)).Select(_ => Value(schema.Items, depth - 1)).ToList(),
        _ => schema.Fields.ToDictionary(f => f.Name, f => Value(f.Schema, depth - 1), StringComparer.Ordinal),
    };

    private string Field(string name, int depth) => $$"""{"name":"{{name}}","type":{{Type(depth)}},"doc":"{{random.Of<string>(s_docs)}}"}""";

    private string Type(int depth) => random.Next(depth > 0 ? 8 : 4) switch
    {
        0 or 1 => $"[\"null\",\"{random.Of("string", "long", "double", "int", "boolean")}\"]",
        2 => $"\"{random.Of<string>(s_primitives)}\"",
        3 => $$"""{"type":"enum","name":"E{{_names++}}","symbols":["A","B"]}""",
        4 => $$"""{"type":"array","items":{{Type(depth - 1)}}}""",
        5 => Record(depth),
        6 => $"[\"null\",{Record(depth)}]",
        _ => $"[\"null\",\"string\",{Record(depth)}]",
    };

    // One in some of them is in itself, where it may be null.
    private string Record(int depth)
    {
        string name = $"R{_names++}";
        string self = random.Percent(20) ? $$""",{"name":"self","type":["null","{{name}}"]}""" : "";
        return $$"""{"type":"record","name":"{{name}}","fields":[{{Field("a", depth - 1)}},{{Field("b", depth - 1)}}{{self}}]}""";
    }
}
