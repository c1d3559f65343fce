using System.Text;
using SalesforceCC.Json;

namespace SalesforceCC.Client.Tests.Json;

public class JsonValuesTests
{
    private static object? Read(string json) => JsonValues.Read(Encoding.UTF8.GetBytes(json));

    [Fact]
    public void Any_value_can_be_the_answer()
    {
        Assert.Equal("2010-01-01", Read("\"2010-01-01\""));
        Assert.Equal(5, Read(" 5 "));
        Assert.Equal(5.0m, Read("5.0"));
        Assert.Equal(true, Read("true"));
        Assert.Null(Read("null"));
        Assert.Equal(new object?[] { 1, null, "a" }, Read("[1,null,\"a\"]"));
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
        SfJsonObject read = Assert.IsType<SfJsonObject>(Read("""{"b":1,"a":{"c":[]},"B":2,"":3,"a":4}"""));

        Assert.Equal(["b=1", "a=4", "B=2", "=3"], read.Select(m => $"{m.Key}={m.Value}"));
        Assert.Equal(1, read["b"]);
        Assert.Equal(2, read["B"]);
        Assert.Null(read["nonesuch"]);
    }

    [Fact]
    public void Records_are_objects_like_any_other_with_all_that_was_sent()
    {
        SfJsonObject page = Assert.IsType<SfJsonObject>(Read("""
            {"done":false,"nextRecordsUrl":"/next","records":[{"attributes":{"type":"Account","url":"/x"},"CreatedDate":"2011-07-07T00:37:00.000+0000",
              "Contacts":{"totalSize":3,"done":false,"nextRecordsUrl":"/more","records":[{"attributes":{"type":"Contact"},"Id":"1"}]}}]}
            """));

        SfJsonObject account = Assert.IsType<SfJsonObject>(Assert.IsType<object?[]>(page["records"])[0]);
        SfJsonObject children = Assert.IsType<SfJsonObject>(account["Contacts"]);
        Assert.Equal(["attributes", "CreatedDate", "Contacts"], account.Select(m => m.Key));
        Assert.Equal("2011-07-07T00:37:00.000+0000", account["CreatedDate"]);
        Assert.Equal((3, false, "/more"), (children["totalSize"], children["done"], children["nextRecordsUrl"]));
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
}
