using System.Text;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using SalesforceCC.Records;
using Xunit;
using static SalesforceCC.Client.Tests.Records.Reading;

namespace SalesforceCC.Client.Tests.Records;

[Properties(Arbitrary = [typeof(SamplePageText)], MaxTest = 100)]
public class PackedRowsTests
{
    private static readonly RecordShapes s_shapes = new(int.MaxValue, int.MaxValue, int.MaxValue);

    [Property]
    public async Task Rows_handed_out_one_by_one_are_those_of_the_page(SamplePageText text, PositiveInt[] chunks)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text.Json);
        PageReader reader = new(shapes: s_shapes);
        int[] sizes = [.. chunks.Select(c => c.Get)];
        RecordPage first = await Read(reader, bytes, sizes);
        string[] expected = [.. first.Records.Select(Expected.Of)];

        // Only pages after the first are not made into records at once.
        RecordPage second = await Read(reader, bytes, sizes);
        Assert.Equal(first.Count, second.Count);
        Assert.Equal(expected, second.Drain().Select(Expected.Of));
        Assert.Equal(expected, (await Read(reader, bytes, sizes)).Records.Select(Expected.Of));
    }

    [Fact]
    public async Task Rows_that_were_handed_out_keep_their_values_when_their_memory_is_used_again()
    {
        PageReader reader = await SeasonedAsync();
        string[] names = [.. Enumerable.Range(0, 2000).Select(i => $"{i} {new string((char)('a' + (i % 26)), i % 300)}")];
        SfRecord[] rows = [.. (await Rows("A", reader, [.. names.Select(Row)])).Drain()];

        for (int i = 0; i < 5; i++)
            _ = (await Rows("A", reader, [.. Enumerable.Reverse(names).Select(Row)])).Drain().Count();

        Assert.Equal(names, rows.Select(r => (string)r.GetValue("T")!));
    }

    [Theory]
    [InlineData(131_000)]
    [InlineData(131_072)]
    [InlineData(131_100)]
    [InlineData(1_000_000)]
    public async Task A_row_may_be_larger_than_others(int length)
    {
        PageReader reader = await SeasonedAsync();
        string[] names = ["a", new string('b', length), "c", new string('d', 65_530), "e"];

        Assert.Equal(names, (await Rows("A", reader, [.. names.Select(Row)])).Drain().Select(r => r.GetValue("T")));
    }

    [Fact]
    public async Task Rows_with_and_without_objects_and_of_several_layouts_keep_their_order()
    {
        string[] rows =
        [
            Row("0"), Row("1"), """ "T":"2","N":1.5 """, Row("3"), """ "T":"4","P":{"attributes":{"type":"B","url":"/x"},"Q":"deep"} """,
            Row("5"), """ "T":"6","P":null """, """ "T":"7","N":2 """, Row("8"),
        ];
        PageReader reader = await SeasonedAsync();
        foreach (string[] some in new[] { rows[..4], rows, rows[4..], rows[..4] })
            _ = await Rows("A", reader, some);

        Assert.Equal(Enumerable.Range(0, 9), (await Rows("A", reader, rows)).Drain().Select(Number));
        Assert.Equal(Enumerable.Range(0, 4), (await Rows("A", reader, rows[..4])).Drain().Select(Number));
        RecordPage mixed = await Rows("A", reader, rows);
        Assert.Equal("deep", ((SfRecord)mixed[4].GetValue("P")!).GetValue("Q"));
        Assert.Equal(1.5m, mixed[2].GetValue("N"));

        static int Number(SfRecord row) => int.Parse((string)row.GetValue("T")!, System.Globalization.CultureInfo.InvariantCulture);
    }

    [Fact]
    public async Task Rows_are_handed_out_once()
    {
        PageReader reader = await SeasonedAsync();
        RecordPage page = await Rows("A", reader, Row("a"), Row("b"), Row("c"));
        Assert.Equal("a", page.Drain().First().GetValue("T"));

        Assert.Equal(3, page.Count);
        Assert.Throws<InvalidOperationException>(page.Drain);
        Assert.Throws<InvalidOperationException>(() => page[0]);
        Assert.Throws<InvalidOperationException>(() => page.GetEnumerator());
    }

    [Fact]
    public async Task Rows_that_were_asked_for_by_their_place_stay()
    {
        PageReader reader = await SeasonedAsync();
        RecordPage page = await Rows("A", reader, Row("a"), Row("b"));

        SfRecord second = page[1];

        Assert.Same(second, page.Drain().Last());
        Assert.Same(second, page.Records[1]);
    }

    private static string Row(string name) => $"\"T\":\"{name}\"";

    /// <summary>A reader that knows the rows: those of its first page are looked at for the room that they need.</summary>
    private static async Task<PageReader> SeasonedAsync()
    {
        PageReader reader = new(shapes: NewShapes());
        _ = await Rows("A", reader, Row("first"));
        return reader;
    }

    private static Task<RecordPage> Read(PageReader reader, byte[] bytes, int[] sizes) =>
        reader.ReadAsync(new ChunkedStream(bytes, sizes), cancellationToken: TestContext.Current.CancellationToken);
}
