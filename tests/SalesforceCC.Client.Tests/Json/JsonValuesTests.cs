using System.Text;
using System.Text.Json;
using FsCheck.Xunit;
using SalesforceCC.Client.Tests.Records;
using SalesforceCC.Json;
using SalesforceCC.Records;
using Xunit;

namespace SalesforceCC.Client.Tests.Json;

public class JsonValuesTests
{
    private static object? Read(string json) => JsonValues.Read(Encoding.UTF8.GetBytes(json));

    [Fact]
    public async Task Any_value_can_be_the_answer()
    {
        Assert.Equal("2010-01-01", Read("\"2010-01-01\""));
        Assert.Equal(5, Read(" 5 "));
        Assert.Equal(5.0m, Read("5.0"));
        Assert.Equal(true, Read("true"));
        Assert.Null(Read("null"));
        Assert.Equal(new object?[] { 1, null, "a" }, Read("[1,null,\"a\"]"));
        Assert.Equal("x", await JsonValues.ReadAsync(
            new ChunkedStream("\"x\""u8.ToArray(), 1), cancellationToken: TestContext.Current.CancellationToken));
    }

    [Fact]
    public void A_byte_order_mark_is_passed_over() => Assert.Equal(1, JsonValues.Read([0xEF, 0xBB, 0xBF, (byte)'1']));

    [Theory]
    [InlineData("", "The answer was cut off")]
    [InlineData("[1", "The answer was cut off")]
    [InlineData("1 2", "The answer is not as expected")]
    public void What_is_no_value_is_an_error_that_says_so(string json, string reason)
    {
        SfException error = Assert.Throws<SfException>(() => Read(json));

        Assert.Equal("INVALID_RESPONSE", error.Code);
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Objects_keep_their_members_in_order_and_the_last_of_equal_names()
    {
        SfJsonObject read = Assert.IsType<SfJsonObject>(Read("""{"b":1,"a":{"c":[]},"B":2,"":3}"""));

        Assert.Equal(["b", "a", ""], read.Select(m => m.Key));
        Assert.Equal(2, read["b"]);
        Assert.Equal(3, read[""]);
        Assert.Null(read["nonesuch"]);
        Assert.Equal(Array.Empty<object>(), Assert.IsType<SfJsonObject>(read["a"])["c"]);
    }

    [Fact]
    public void Objects_with_attributes_are_records_wherever_they_stand()
    {
        object? read = Read("""
            {"compositeResponse":[{"body":{"attributes":{"type":"Account","url":"/x"},"Id":"1","CreatedDate":"2011-07-07T00:37:00.000+0000",
              "Owner":{"Name":"n","attributes":{"type":"User"}},"BillingAddress":{"city":"c"}}}],
             "late":{"Id":"2","Nested":{"Id":"3","attributes":{"type":"B"}},"attributes":{"type":"A"}},
             "no":{"attributes":{"kind":1}}}
            """);

        SfJsonObject answer = Assert.IsType<SfJsonObject>(read);
        SfJsonObject first = Assert.IsType<SfJsonObject>(Assert.IsType<object?[]>(answer["compositeResponse"])[0]);
        SfRecord account = Assert.IsAssignableFrom<SfRecord>(first["body"]);
        Assert.Equal("Account 1", account.ToString());
        Assert.Equal("2011-07-07T00:37:00.000+0000", account.GetValue("CreatedDate"));
        Assert.Equal("User n", account.GetValue("Owner")!.ToString());
        Assert.Equal("c", ((SfRecord)account.GetValue("BillingAddress")!).GetValue("city"));
        SfRecord late = Assert.IsAssignableFrom<SfRecord>(answer["late"]);
        Assert.Equal("A 2", late.ToString());
        Assert.Equal("B 3", late.GetValue("Nested")!.ToString());
        Assert.IsType<SfJsonObject>(answer["no"]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[1")]
    [InlineData("<html>")]
    [InlineData("1 2")]
    [InlineData("{\"a\":1}}")]
    [InlineData("\"\\ud8")]
    public void What_is_no_JSON_is_an_error(string json) =>
        Assert.Equal("INVALID_RESPONSE", Assert.Throws<SfException>(() => Read(json)).Code);

    [Fact]
    public void Depth_has_a_limit()
    {
        Assert.NotNull(Read(new string('[', 64) + new string(']', 64)));
        Assert.Throws<SfException>(() => Read(new string('[', 65) + new string(']', 65)));
        Assert.Throws<SfException>(() => Read(new string('[', 100_000)));
    }

    [Fact]
    public void Half_a_surrogate_pair_does_not_fail_the_answer() =>
        Assert.Equal("a\uFFFDb\uFFFD\U0001F600", Read("\"a\\ud83db\\ude00\\ud83d\\ude00\""));

    [Properties(Arbitrary = [typeof(SamplePageText)], MaxTest = 60)]
    public class Property
    {
        [Property]
        public void Records_read_as_in_a_page(SamplePageText page)
        {
            SfJsonObject read = Assert.IsType<SfJsonObject>(Read(page.Json));
            using JsonDocument document = JsonDocument.Parse(page.Json);
            JsonElement[] expected = [.. document.RootElement.GetProperty("records").EnumerateArray()];
            object?[] records = Assert.IsType<object?[]>(read["records"]);

            Assert.Equal(expected.Length, records.Length);
            for (int i = 0; i < expected.Length; i++)
            {
                if (records[i] is SfRecord record)
                    Assert.Equal(Expected.Of(expected[i]), Expected.Of((object)record));
            }
        }
    }
}
