using System.Collections;
using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.Json;
using FsCheck.Xunit;
using SalesforceCC.Client.Tests.Records;
using SalesforceCC.Records;
using SalesforceCC.Values;

namespace SalesforceCC.Client.Tests.Values;

public class JsonBodyTests
{
    public static TheoryData<object?, string> Values => new()
    {
        { null, "null" },
        { "a\"b\\ü\n", "\"a\\\"b\\\\ü\\n\"" },
        { 'c', "\"c\"" },
        { true, "true" },
        { int.MinValue, "-2147483648" },
        { long.MaxValue, "9223372036854775807" },
        { ulong.MaxValue, "18446744073709551615" },
        { (byte)1, "1" },
        { 1234.50m, "1234.50" },
        { 0.1, "0.1" },
        { 1e21, "1E+21" },
        { double.MaxValue, "1.7976931348623157E+308" },
        { double.Epsilon, "5E-324" },
        { 0.1f, "0.1" },
        { 1.5f, "1.5" },
        { new DateTimeOffset(2026, 1, 2, 3, 4, 5, 678, TimeSpan.FromHours(2)), "\"2026-01-02T03:04:05.678+02:00\"" },
        { new DateTimeOffset(2026, 1, 2, 3, 4, 5, 678, TimeSpan.FromMinutes(-210)), "\"2026-01-02T03:04:05.678-03:30\"" },
        { DateTimeOffset.MaxValue, "\"9999-12-31T23:59:59.999Z\"" },
        { DateTime.MinValue, "\"0001-01-01\"" },
        { new DateTime(9999, 12, 31, 0, 0, 0, DateTimeKind.Local), "\"9999-12-31\"" },
        { new DateTime(2026, 1, 2, 0, 0, 0, DateTimeKind.Local), "\"2026-01-02\"" },
        { DBNull.Value, "null" },
        { BigInteger.Pow(10, 30), "1000000000000000000000000000000" },
        { new DateTime(2026, 1, 2, 0, 0, 0, DateTimeKind.Unspecified), "\"2026-01-02\"" },
        { new DateTime(2026, 1, 2, 0, 0, 0, DateTimeKind.Utc), "\"2026-01-02T00:00:00.000Z\"" },
        { new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc), "\"2026-01-02T03:04:05.000Z\"" },
        { new DateOnly(2026, 1, 2), "\"2026-01-02\"" },
        { new TimeOnly(13, 5, 6, 7), "\"13:05:06.007Z\"" },
        { new TimeSpan(0, 13, 5, 6, 7), "\"13:05:06.007Z\"" },
        { Guid.Empty, "\"00000000-0000-0000-0000-000000000000\"" },
        { DayOfWeek.Friday, "\"Friday\"" },
        { new Uri("https://x/a%20b?c=%2F"), "\"https://x/a%20b?c=%2F\"" },
        { new Version(68, 0), "\"68.0\"" },
        { new byte[] { 1, 2, 255 }, "\"AQL/\"" },
        { new object?[] { 1, "a", null, new[] { 2 } }, "[1,\"a\",null,[2]]" },
        { new ArrayList(), "[]" },
        { new SortedList { ["b"] = 1, ["A"] = new Hashtable { ["x"] = null } }, "{\"A\":{\"x\":null},\"b\":1}" },
    };

    [Theory]
    [MemberData(nameof(Values))]
    public void A_value_has_the_form_that_Salesforce_takes_in_every_culture(object? value, string json)
    {
        foreach (string culture in new[] { "", "de-DE", "fa-IR", "th-TH" })
        {
            CultureInfo.CurrentCulture = new CultureInfo(culture);
            Assert.Equal(json, Encoding.UTF8.GetString(JsonBody.Of(value)));
        }
    }

    public static TheoryData<object> Impossible =>
    [
        double.NaN,
        float.PositiveInfinity,
        Secrets.Secure("secret"),
        new MemoryStream(),
        TimeSpan.FromHours(-1),
        TimeSpan.FromHours(24),
        new object?[] { new Hashtable { ["deep"] = new[] { double.NaN } } },
    ];

    [Theory]
    [MemberData(nameof(Impossible))]
    public void What_JSON_or_Salesforce_has_no_form_for_is_refused(object value) =>
        Assert.Equal(SfErrorCodes.InvalidParameter, Assert.Throws<SfException>(() => JsonBody.Of(value)).Code);

    [Fact]
    public void A_refusal_says_where_the_value_is() => Assert.Contains(
        "'records[1].Amount'",
        Assert.Throws<SfException>(() => JsonBody.Of(new Hashtable
        {
            ["records"] = new object[] { new Hashtable { ["Amount"] = 1 }, new Hashtable { ["Amount"] = double.NaN } },
        })).Message,
        StringComparison.Ordinal);

    [Fact]
    public void What_is_known_of_the_fields_decides_between_day_and_moment()
    {
        Dictionary<string, FieldType> types = new(StringComparer.OrdinalIgnoreCase) { ["Day__c"] = FieldType.Date, ["At__c"] = FieldType.DateTime };
        DateTime noon = new(2026, 1, 2, 12, 0, 0, DateTimeKind.Utc);
        DateTimeOffset night = new(2026, 1, 2, 0, 30, 0, TimeSpan.FromHours(9));
        string moment = DateTime.SpecifyKind(noon.Date, DateTimeKind.Local).ToString("yyyy-MM-ddTHH:mm:ss.fffzzz", CultureInfo.InvariantCulture).Replace("+00:00", "Z", StringComparison.Ordinal);
        KeyValuePair<string, object?>[] record =
        [
            new("day__c", noon),
            new("At__c", DateTime.SpecifyKind(noon.Date, DateTimeKind.Unspecified)),
            new("CreatedDate", DateTime.SpecifyKind(noon.Date, DateTimeKind.Local)),
            new("Day__c", night),
            new("Parent", new Hashtable { ["Day__c"] = night }),
        ];
        Assert.Equal(
            $$$"""{"day__c":"2026-01-02","At__c":"{{{moment}}}","CreatedDate":"{{{moment}}}","Day__c":"2026-01-02","Parent":{"Day__c":"2026-01-02T00:30:00.000+09:00"}}""",
            Encoding.UTF8.GetString(JsonBody.Of(record, types)));
    }

    [Fact]
    public void A_value_that_contains_itself_is_refused()
    {
        Hashtable cycle = [];
        cycle["self"] = new ArrayList { cycle };
        Assert.Equal(SfErrorCodes.InvalidParameter, Assert.Throws<SfException>(() => JsonBody.Of(cycle)).Code);
    }

    [Fact]
    public async Task A_record_is_written_by_its_fields()
    {
        const string Page = """
            {"done":true,"records":[{"attributes":{"type":"A","url":"/x"},"Id":"1","CreatedDate":"2026-01-02T03:04:05.000+0000",
             "Owner":{"attributes":{"type":"User"},"Name":"ü"},"Cs":{"done":true,"totalSize":1,"records":[{"attributes":{"type":"C"},"N":5.50}]}}]}
            """;
        RecordPage page = await new PageReader(new FakeTypes()).ReadAsync(
            new MemoryStream(Encoding.UTF8.GetBytes(Page)), cancellationToken: Guard.Stop);
        Assert.Equal(
            """{"Id":"1","CreatedDate":"2026-01-02T03:04:05.000Z","Owner":{"Name":"ü"},"Cs":[{"N":5.50}]}""",
            Encoding.UTF8.GetString(JsonBody.Of(page[0])));
    }

    [Fact]
    public void An_object_keeps_the_order_of_its_members()
    {
        SfJsonObject members = new();
        members.Set("z", 1);
        members.Set("a", new SfJsonObject());
        Assert.Equal("""{"z":1,"a":{}}""", Encoding.UTF8.GetString(JsonBody.Of(members)));
    }

    [Property]
    public void Any_text_is_read_back_as_it_was(string? text)
    {
        using JsonDocument read = JsonDocument.Parse(JsonBody.Of(new Hashtable { [text ?? ""] = text }));
        JsonProperty member = Assert.Single(read.RootElement.EnumerateObject());
        Assert.Equal(WellFormed(text ?? ""), member.Name);
        Assert.Equal(text is null ? null : WellFormed(text), member.Value.GetString());
    }

    [Fact]
    public void Half_a_surrogate_pair_does_no_harm() =>
        Assert.Equal("\uFFFD", JsonSerializer.Deserialize<string>(JsonBody.Of("\ud800")));

    private static string WellFormed(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
}
