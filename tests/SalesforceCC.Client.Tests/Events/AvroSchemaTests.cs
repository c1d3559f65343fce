using SalesforceCC.Events.Avro;

namespace SalesforceCC.Client.Tests.Events;

public class AvroSchemaTests
{
    [Fact]
    public void Types_are_found_by_their_names_with_and_without_namespace()
    {
        AvroSchema schema = AvroSchema.Parse("""
            {"name":"A","namespace":"n","type":"record","fields":[
              {"name":"a","type":{"type":"record","name":"B","fields":[{"name":"e","type":{"type":"enum","name":"o.E","symbols":["X","Y"]}}]}},
              {"name":"b","type":["null","B"]},{"name":"c","type":"n.B"},{"name":"d","type":"o.E"},
              {"name":"f","type":{"type":"array","items":{"type":"n.A"}}},
              {"name":"g","type":{"type":{"type":"string","avro.java.string":"String"},"logicalType":"uuid"}}]}
            """);

        Assert.Equal("n.A", schema.FullName);
        Assert.Equal("A", schema.Name);
        AvroSchema b = schema.Fields[0].Schema;
        Assert.Equal("n.B", b.FullName);
        Assert.Same(b, schema.Fields[1].Schema.Branches[1]);
        Assert.Same(b, schema.Fields[2].Schema);
        Assert.Same(b.Fields[0].Schema, schema.Fields[3].Schema);
        Assert.Same(schema, schema.Fields[4].Schema.Items);
        Assert.Equal(AvroKind.String, schema.Fields[5].Schema.Kind);
        Assert.True(schema.Fields[1].Schema.IsNullable);
        Assert.False(schema.Fields[2].Schema.IsNullable);
    }

    [Theory]
    [InlineData("")]
    [InlineData("nothing")]
    [InlineData("5")]
    [InlineData("null")]
    [InlineData("\"Unknown\"")]
    [InlineData("\"\\ud800\"")]
    [InlineData("[]")]
    [InlineData("[[\"null\"]]")]
    [InlineData("{}")]
    [InlineData("{\"type\":5}")]
    [InlineData("{\"type\":\"record\"}")]
    [InlineData("{\"type\":\"record\",\"name\":5,\"fields\":[]}")]
    [InlineData("{\"type\":\"record\",\"name\":\"\",\"fields\":[]}")]
    [InlineData("{\"type\":\"record\",\"name\":\"int\",\"fields\":[]}")]
    [InlineData("{\"type\":\"record\",\"name\":\"A\"}")]
    [InlineData("{\"type\":\"record\",\"name\":\"A\",\"fields\":[5]}")]
    [InlineData("{\"type\":\"record\",\"name\":\"A\",\"fields\":[{\"name\":\"x\"}]}")]
    [InlineData("{\"type\":\"record\",\"name\":\"A\",\"fields\":[{\"type\":\"int\"}]}")]
    [InlineData("{\"type\":\"record\",\"name\":\"A\",\"fields\":[{\"name\":\"x\",\"type\":\"int\"},{\"name\":\"x\",\"type\":\"int\"}]}")]
    [InlineData("{\"type\":\"record\",\"name\":\"A\",\"fields\":[{\"name\":\"x\",\"type\":{\"type\":\"record\",\"name\":\"A\",\"fields\":[]}}]}")]
    [InlineData("{\"type\":\"enum\",\"name\":\"E\"}")]
    [InlineData("{\"type\":\"enum\",\"name\":\"E\",\"symbols\":[1]}")]
    [InlineData("{\"type\":\"array\"}")]
    [InlineData("{\"type\":\"map\",\"values\":\"int\"}")]
    [InlineData("{\"type\":\"fixed\",\"name\":\"F\",\"size\":4}")]
    public void What_is_no_schema_is_told(string json)
    {
        SfException e = Assert.Throws<SfException>(() => AvroSchema.Parse(json));

        Assert.Equal(SfErrorCodes.InvalidResponse, e.Code);
        Assert.StartsWith("The event schema is not", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_schema_without_end_is_told() => Assert.Throws<SfException>(() =>
        AvroSchema.Parse(string.Concat(Enumerable.Repeat("{\"type\":\"array\",\"items\":", 10_000)) + "\"int\"" + new string('}', 10_000)));
}
