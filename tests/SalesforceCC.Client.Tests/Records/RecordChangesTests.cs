using SalesforceCC.Query;
using SalesforceCC.Records;
using Xunit;
using static SalesforceCC.Client.Tests.Records.Reading;

namespace SalesforceCC.Client.Tests.Records;

public class RecordChangesTests
{
    private const string Id = "001000000000001AAA";
    private const string Url = "/services/data/v68.0/sobjects/A/" + Id;

    private static FakeTypes Types { get; } = new FakeTypes { IsKnown = true }.With(
        "A", ("N", FieldType.Number), ("I", FieldType.Integer), ("B", FieldType.Boolean), ("D", FieldType.Date), ("T", FieldType.DateTime), ("C", FieldType.Time), ("X", FieldType.Text));

    private static async Task<SfRecord> RowAsync(string fields, string? url = Url, string type = "A") => (await Page(
        $$"""{"done":true,"records":[{"attributes":{"type":"{{type}}"{{(url is null ? "" : $",\"url\":\"{url}\"")}}},{{fields}}}]}""",
        new PageReader(Types, SoqlOutline.Of("SELECT X FROM A").Selection, new RecordOrigin("00D000000000001AAA", new Uri("https://a.example")))))[0];

    [Theory]
    [InlineData("\"Id\":\"001000000000009AAA\",\"X\":\"x\"", Url, "A", "001000000000009AAA")]
    [InlineData("\"X\":\"x\"", Url, "A", Id)]
    [InlineData("\"X\":\"x\"", "\\/services\\/data\\/v68.0\\/sobjects\\/A\\/" + Id, "A", Id)]
    [InlineData("\"X\":\"x\"", "/services/data/v68.0/sobjects/A/000000000000000AAA", "A", null)]
    [InlineData("\"X\":\"x\"", "/services/data/v68.0/sobjects/A", "A", null)]
    [InlineData("\"X\":\"x\"", "", "A", null)]
    [InlineData("\"X\":\"x\"", null, "A", null)]
    [InlineData("\"X\":\"x\"", Url, "AggregateResult", null)]
    [InlineData("\"Id\":null,\"X\":\"x\"", Url, "A", null)]
    public async Task A_row_knows_its_Id(string fields, string? url, string type, string? id)
    {
        SfRecord row = await RowAsync(fields, url, type);

        Assert.Equal(id, row.GetId());
        Assert.Equal("x", row.GetValue("X"));
        Assert.Equal("00D000000000001AAA", row.GetOrganizationId());
        Assert.Equal(fields.Contains("Id", StringComparison.Ordinal) ? 2 : 1, row.GetType().GetProperties().Length);
        ((dynamic)row).X = "y";
        Assert.Equal(id, row.GetId());
    }

    [Fact]
    public async Task Parents_and_children_know_theirs()
    {
        SfRecord row = await RowAsync($$"""
            "P":{"attributes":{"type":"P","url":"/x/003000000000001AAA"},"X":"p"},
            "K":{"totalSize":1,"done":true,"records":[{"attributes":{"type":"K","url":"/x/003000000000002AAA"},"X":"k"}]}
            """);

        Assert.Equal(Id, row.GetId());
        Assert.Equal("003000000000001AAA", ((SfRecord)row.GetValue("P")!).GetId());
        Assert.Equal("003000000000002AAA", ((SfRecord[])row.GetValue("K")!)[0].GetId());
    }

    [Fact]
    public async Task What_was_changed_is_known_and_what_it_was()
    {
        SfRecord row = await RowAsync("\"X\":\"x\",\"N\":4,\"D\":\"2010-01-01\",\"I\":null");
        Assert.False(row.HasChanges());

        ((dynamic)row).N = 5;
        ((dynamic)row).X = null;

        Assert.Equal(["X", "N"], row.GetChangedFields());
        Assert.Equal(["X x  False", "N 4 5 False"], RecordChanges.Of(row).Select(c => $"{c.Field} {c.Original} {c.Value} {c.IsAdded}"));
        Assert.Equal((4m, 5m), (row.GetOriginalValue("n"), row.GetValue("N")));
        Assert.Null(row.GetOriginalValue("Nosuch"));

        row.AcceptChanges();
        Assert.False(row.HasChanges());
        Assert.Equal((5m, 5m), (row.GetOriginalValue("N"), row.GetValue("N")));
        ((dynamic)row).N = 4;
        Assert.Equal(["N"], row.GetChangedFields());
    }

    [Fact]
    public async Task The_value_that_was_read_is_no_change()
    {
        SfRecord row = await RowAsync("\"X\":\"x\",\"N\":4.50,\"Z\":5,\"E\":null");

        foreach ((string field, object? value) in new (string, object?)[] { ("N", 4.5m), ("N", 4.5d), ("Z", 5L), ("X", "y"), ("X", "x"), ("E", null) })
            row.Set(row.Layout.Shape.IndexOf(field), value);

        Assert.False(row.HasChanges());
    }

    [Theory]
    [InlineData("N", "1,5", null)]
    [InlineData("N", "1.5", "1.5")]
    [InlineData("N", true, null)]
    [InlineData("N", double.NaN, null)]
    [InlineData("N", 0.1, "0.1")]
    [InlineData("N", "", "")]
    [InlineData("I", 7.9, null)]
    [InlineData("I", 7.0, "7")]
    [InlineData("I", 3_000_000_000L, null)]
    [InlineData("I", "seven", null)]
    [InlineData("I", "", "")]
    [InlineData("B", "false", "False")]
    [InlineData("B", "no", null)]
    [InlineData("B", 1, null)]
    [InlineData("D", "2026-01-02", "01/02/2026 00:00:00")]
    [InlineData("D", "12/11/2026", null)]
    [InlineData("T", "2026-01-02T03:04:05Z", "01/02/2026 03:04:05 +00:00")]
    [InlineData("T", "2026-01-02", null)]
    [InlineData("C", "09:30:00", "09:30:00")]
    [InlineData("C", "25:30:00", null)]
    [InlineData("X", 5, "5")]
    [InlineData("X", true, "true")]
    [InlineData("X", "", "")]
    public async Task A_field_takes_values_that_can_mean_one_thing_only(string field, object value, string? expected)
    {
        SfRecord row = await RowAsync($"\"{field}\":null");
        void Set() => row.Set(0, value);

        if (expected is null)
        {
            SfException error = Assert.Throws<SfException>(Set);
            Assert.Equal(SfErrorCodes.InvalidParameter, error.Code);
            Assert.Contains("A." + field, error.Message, StringComparison.Ordinal);
            Assert.Null(row.GetValue(field));
            return;
        }

        Set();
        Assert.Equal(expected, Convert.ToString(row.GetValue(field), System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task A_date_takes_the_day_as_written_and_a_moment_the_instant()
    {
        SfRecord row = await RowAsync("\"D\":null,\"T\":null");
        DateTimeOffset moment = new(2026, 1, 2, 0, 30, 0, TimeSpan.FromHours(9));

        row.Set(0, moment);
        row.Set(1, new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc));
        Assert.Equal(new DateTime(2026, 1, 2, 0, 0, 0, DateTimeKind.Unspecified), row.GetValue("D"));
        Assert.Equal(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero), row.GetValue("T"));
        row.Set(0, new DateOnly(2026, 3, 4));
        Assert.Equal(4, ((DateTime)row.GetValue("D")!).Day);
    }

    [Fact]
    public async Task Two_threads_that_set_for_the_first_time_lose_nothing()
    {
        for (int round = 0; round < 100; round++)
        {
            SfRecord row = await RowAsync("\"F0\":0,\"F1\":0,\"F2\":0,\"F3\":0");
            Parallel.For(0, 4, i => row.Set(i, i + 1));
            Assert.Equal(new object?[] { 1, 2, 3, 4 }, ValuesOf(row));
        }
    }

    [Fact]
    public void Rows_are_of_the_org_by_its_id_or_else_its_instance()
    {
        RecordOrigin origin = new("00D000000000001AAA", new Uri("https://a.example"));
        Assert.Equal(origin, new RecordOrigin("00D000000000001AAA", new Uri("https://a.example")));
        Assert.NotEqual(origin, origin with { OrganizationId = null });
    }
}
