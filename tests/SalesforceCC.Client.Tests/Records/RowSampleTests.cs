using SalesforceCC.Records;

namespace SalesforceCC.Client.Tests.Records;

public class RowSampleTests
{
    [Fact]
    public async Task The_first_rows_tell_how_wide_the_values_are_and_which_are_numbers()
    {
        ColumnSample[] sample = await SampleAsync(
            """{"Name":"Ab","N":1,"D":1.5,"B":null,"P":{"Name":"Parent"},"Mixed":1}""",
            """{"Name":"é鈴木","N":12345,"D":-100.25,"B":true,"P":null,"Mixed":"text"}""");
        Assert.Equal(new ColumnSample(5, false, false), sample[0]);
        Assert.Equal(new ColumnSample(5, true, false), sample[1]);
        Assert.Equal(new ColumnSample(4, true, true), sample[2]);
        Assert.Equal(new ColumnSample(4, false, false), sample[3]);
        Assert.Equal(new ColumnSample(6, false, false), sample[4]);
        Assert.Equal(new ColumnSample(4, false, false), sample[5]);
    }

    [Fact]
    public async Task A_column_without_a_value_says_nothing() =>
        Assert.Equal(default, Assert.Single(await SampleAsync("""{"Name":null}""", """{"Name":null}""")));

    [Fact]
    public async Task Later_rows_are_not_looked_at()
    {
        string[] rows = [.. Enumerable.Range(0, 60).Select(static i => $$"""{"Name":"{{new string('x', i)}}"}""")];
        Assert.Equal(49, Assert.Single(await SampleAsync(rows)).Width);
    }

    private static async Task<ColumnSample[]> SampleAsync(params string[] rows)
    {
        string page = $$"""{"totalSize":{{rows.Length}},"done":true,"records":[{{string.Join(",", rows)}}]}""";
        using MemoryStream stream = new(System.Text.Encoding.UTF8.GetBytes(page));
        RecordPage records = await new PageReader().ReadAsync(stream, cancellationToken: TestContext.Current.CancellationToken);
        return records[0].Layout.Sample!;
    }
}
