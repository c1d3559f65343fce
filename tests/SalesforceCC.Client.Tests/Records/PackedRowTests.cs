using SalesforceCC.Records;
using Xunit;
using static SalesforceCC.Client.Tests.Records.Reading;

namespace SalesforceCC.Client.Tests.Records;

public class PackedRowTests
{
    // Ends of values are two bytes each up to 64 KB, and four beyond.
    [Fact]
    public async Task A_row_about_as_large_as_two_bytes_can_count_keeps_its_values()
    {
        for (int length = 65_500; length <= 65_560; length++)
        {
            RecordPage page = await Rows("A", null, $$""" "T":"{{new string('x', length)}}","N":12,"P":{"Q":"deep"},"E":"end" """);

            Assert.Equal(length, Assert.IsType<string>(page[0].GetValue("T")).Length);
            Assert.Equal(12, page[0].GetValue("N"));
            Assert.Equal("deep", Assert.IsAssignableFrom<SfRecord>(page[0].GetValue("P")).GetValue("Q"));
            Assert.Equal("end", page[0].GetValue("E"));
        }
    }

    [Theory]
    [InlineData(31)]
    [InlineData(32)]
    [InlineData(33)]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(800)]
    [InlineData(ShapeNode.MostFields)]
    public async Task A_row_may_have_many_fields(int count)
    {
        string row = string.Join(",", Enumerable.Range(0, count).Select(i => $"\"F{i}\":{i}"));

        RecordPage page = await Rows("A", null, row, row);

        Assert.All(page, r => Assert.Equal(Enumerable.Range(0, count), r.GetFieldNames().Select(f => (int)r.GetValue(f)!)));
    }

    [Fact]
    public async Task More_fields_than_a_type_can_have_are_an_error()
    {
        string row = string.Join(",", Enumerable.Range(0, 40_000).Select(i => $"\"F{i}\":{i}"));

        SfException error = await Assert.ThrowsAsync<SfException>(() => Rows("A", null, row));

        Assert.Equal("INVALID_RESPONSE", error.Code);
        Assert.Contains("more than 10000 fields", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_row_may_hold_as_many_objects_as_it_likes()
    {
        string row = string.Join(",", Enumerable.Range(0, 40).Select(i => $$"""  "F{{i}}":{"V":{{i}}} """));

        RecordPage page = await Rows("A", null, row);

        Assert.Equal(Enumerable.Range(0, 40), ValuesOf(page[0]).Select(v => (int)((SfRecord)v!).GetValue("V")!));
    }

    [Fact]
    public async Task What_takes_the_place_of_an_object_changes_no_other()
    {
        RecordPage page = await Rows("A", null, """ "N":null,"P":{"V":1},"T":"x","Q":{"V":2},"L":[1] """);
        SfRecord row = page[0];
        object? last = row.GetValue("Q");

        foreach ((string field, object? value) in new (string, object?)[] { ("N", 7), ("P", "p"), ("T", null), ("L", 1.5m) })
            row.GetType().GetProperty(field)!.SetValue(row, value);

        Assert.Equal(new object?[] { 7, "p", null, last, 1.5m }, ValuesOf(row));
        Assert.Same(last, row.GetValue("Q"));
    }
}
