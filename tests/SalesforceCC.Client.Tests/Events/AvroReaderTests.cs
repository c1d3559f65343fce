using SalesforceCC.Events.Avro;

namespace SalesforceCC.Client.Tests.Events;

public class AvroReaderTests
{
    private static object? Read(string schema, params byte[] payload) => Read(AvroSchema.Parse(schema), payload);

    private static object? Read(AvroSchema schema, byte[] payload)
    {
        // What is gone over is read, and ends, at the same places.
        AvroReader skipped = new(payload);
        skipped.Skip(schema);
        AvroReader reader = new(payload);
        object? value = reader.Read(schema);
        Assert.Equal(reader.Position, skipped.Position);
        reader.End();
        return value;
    }

    [Theory]
    [InlineData(0L, new byte[] { 0 })]
    [InlineData(-1L, new byte[] { 1 })]
    [InlineData(64L, new byte[] { 0x80, 1 })]
    [InlineData(-64L, new byte[] { 0x7F })]
    [InlineData(long.MaxValue, new byte[] { 0xFE, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 1 })]
    [InlineData(long.MinValue, new byte[] { 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 1 })]
    public void Numbers_read_as_they_were_written(long number, byte[] bytes)
    {
        Assert.Equal(number, Read("\"long\"", bytes));
        Assert.Equal(bytes, AvroWriter.Of(AvroSchema.Parse("\"long\""), number));
    }

    [Theory]
    [InlineData(new byte[] { 4, 2, 4, 0 })]
    [InlineData(new byte[] { 3, 4, 2, 4, 0 })]
    [InlineData(new byte[] { 2, 2, 2, 4, 0 })]
    [InlineData(new byte[] { 1, 2, 2, 2, 4, 0 })]
    public void Arrays_come_in_blocks_with_and_without_a_size(byte[] bytes) =>
        Assert.Equal([1, 2], (List<object?>)Read("{\"type\":\"array\",\"items\":\"int\"}", bytes)!);

    [Theory]
    [InlineData("\"boolean\"", new byte[] { 2 })]
    [InlineData("\"boolean\"", new byte[0])]
    [InlineData("\"int\"", new byte[] { 0x80 })]
    [InlineData("\"int\"", new byte[] { 0x80, 0x80, 0x80, 0x80, 0x20 })]
    [InlineData("\"long\"", new byte[] { 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 2 })]
    [InlineData("\"long\"", new byte[] { 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80 })]
    [InlineData("\"float\"", new byte[] { 0, 0, 0 })]
    [InlineData("\"double\"", new byte[] { 0, 0, 0, 0, 0, 0, 0 })]
    [InlineData("\"string\"", new byte[] { 4, 65 })]
    [InlineData("\"string\"", new byte[] { 1 })]
    [InlineData("\"string\"", new byte[] { 0xFE, 0xFF, 0xFF, 0xFF, 0x0F })]
    [InlineData("\"bytes\"", new byte[] { 0xFE, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 1 })]
    [InlineData("{\"type\":\"enum\",\"name\":\"E\",\"symbols\":[\"A\"]}", new byte[] { 2 })]
    [InlineData("{\"type\":\"enum\",\"name\":\"E\",\"symbols\":[]}", new byte[] { 0 })]
    [InlineData("[\"null\",\"int\"]", new byte[] { 4 })]
    [InlineData("[\"null\",\"int\"]", new byte[] { 1 })]
    [InlineData("{\"type\":\"array\",\"items\":\"int\"}", new byte[] { 2, 2 })]
    [InlineData("{\"type\":\"array\",\"items\":\"int\"}", new byte[] { 3, 2, 2, 4, 0 })]
    [InlineData("{\"type\":\"array\",\"items\":\"int\"}", new byte[] { 1, 1, 2, 0 })]
    [InlineData("{\"type\":\"array\",\"items\":\"null\"}", new byte[] { 0xFE, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 1, 0 })]
    [InlineData("{\"type\":\"array\",\"items\":\"null\"}", new byte[] { 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 1, 0, 0 })]
    [InlineData("{\"type\":\"record\",\"name\":\"A\",\"fields\":[{\"name\":\"a\",\"type\":\"A\"}]}", new byte[0])]
    [InlineData("\"int\"", new byte[] { 2, 2 })]
    public void What_is_no_value_of_the_schema_is_told(string schema, byte[] payload)
    {
        SfException e = Assert.Throws<SfException>(() => Read(schema, payload));

        Assert.Equal(SfErrorCodes.InvalidResponse, e.Code);
        Assert.StartsWith($"The event's payload of {payload.Length} bytes is not what its schema says: ", e.Message, StringComparison.Ordinal);
    }

    // Forty records, each of two of the next: a million million values in no bytes.
    [Fact]
    public void Values_without_bytes_have_an_end()
    {
        string schema = "{\"type\":\"record\",\"name\":\"R0\",\"fields\":[]}";
        for (int i = 1; i <= 20; i++)
            schema = $$"""{"type":"record","name":"R{{i}}","fields":[{"name":"a","type":{{schema}}},{"name":"b","type":"R{{i - 1}}"}]}""";

        Assert.Throws<SfException>(() => Read(schema));
    }

    [Fact]
    public void A_list_that_refers_to_itself_is_read_as_deep_as_any_event_goes()
    {
        AvroSchema list = AvroSchema.Parse("""{"type":"record","name":"L","fields":[{"name":"next","type":["null","L"]}]}""");

        Assert.NotNull(Read(list, [.. Enumerable.Repeat((byte)2, 30), 0]));
        Assert.Throws<SfException>(() => Read(list, [.. Enumerable.Repeat((byte)2, 100_000), 0]));
    }

    [Theory]
    [InlineData("\"int\"", "text")]
    [InlineData("\"string\"", null)]
    [InlineData("[\"null\",\"string\"]", 5)]
    [InlineData("{\"type\":\"enum\",\"name\":\"E\",\"symbols\":[\"A\"]}", "B")]
    public void Only_values_of_the_schema_are_written(string schema, object? value) =>
        Assert.Throws<ArgumentException>(() => AvroWriter.Of(AvroSchema.Parse(schema), value));
}
