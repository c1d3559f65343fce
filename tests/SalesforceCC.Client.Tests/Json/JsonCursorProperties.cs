using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using SalesforceCC.Client.Tests.Records;
using SalesforceCC.Json;
using SalesforceCC.Records;
using Xunit;

namespace SalesforceCC.Client.Tests.Json;

public class JsonCursorProperties
{
    // Characters that mean something, so that texts which are nearly JSON are common.
    private static readonly Gen<string> s_nearlyJson = Gen.Elements(
        "{", "}", "[", "]", ",", ":", "\"", "\\", "\\u", "00e9", "a", "\"a\"", "1", "0", "-", ".", "e", "E", "+", "12", "true",
        "false", "null", "tru", " ", "\n", "é", "\u0001", "{}", "[]", "\"\":", "1.5", "\"a\":1").ArrayOf().Select(string.Concat);

    [Property(MaxTest = 4_000)]
    public Property Accepts_what_JsonDocument_accepts() => Prop.ForAll(s_nearlyJson.ToArbitrary(), json =>
    {
        bool isJson = true;
        try
        {
            JsonDocument.Parse(json).Dispose();
        }
        catch (JsonException)
        {
            isJson = false;
        }

        Assert.Equal(isJson, Accepts(json));
    });

    [Theory]
    [InlineData("01")]
    [InlineData("-")]
    [InlineData("1e")]
    [InlineData("1.e1")]
    [InlineData("\"\t\"")]
    [InlineData("\"\\u12\"")]
    [InlineData("[1,]")]
    [InlineData("[,1]")]
    [InlineData("{,}")]
    [InlineData("{\"a\":1,}")]
    [InlineData("{1:2}")]
    [InlineData("[1 2]")]
    [InlineData("nulll")]
    [InlineData("// comment\n1")]
    [InlineData("NaN")]
    public void Refuses_what_other_parsers_are_lenient_about(string json) => Assert.False(Accepts(json));

    private static bool Accepts(string json)
    {
        try
        {
            JsonSource source = new("text", JsonSource.DefaultMaxDepth) { IsComplete = true };
            JsonCursor cursor = new(Encoding.UTF8.GetBytes(json), source, 0);
            Assert.True(cursor.TrySkip());
            Assert.True(JsonEdge.TryEnd(ref cursor, source));
            return true;
        }
        catch (SfException e) when (e.Code == "INVALID_RESPONSE")
        {
            return false;
        }
    }
}
