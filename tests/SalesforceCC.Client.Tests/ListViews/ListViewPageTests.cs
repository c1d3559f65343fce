using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using SalesforceCC.ListViews;

namespace SalesforceCC.Client.Tests.ListViews;

public class ListViewPageTests
{
    [Theory]
    [InlineData(null, "string", "null")]
    [InlineData("Fri Aug 01 21:15:46 GMT 2014", "datetime", "\"2014-08-01T21:15:46.000+0000\"")]
    [InlineData("Fri Aug 01 00:00:00 GMT 2014", "date", "\"2014-08-01\"")]
    [InlineData("Thu Feb 29 23:59:59 UTC 2024", "datetime", "\"2024-02-29T23:59:59.000+0000\"")]
    [InlineData("Fri Aug 01 21:15:46 GMT 2014", "string", "\"Fri Aug 01 21:15:46 GMT 2014\"")]
    [InlineData("Fri Aug 01 21:15:46 PDT 2014", "datetime", "\"Fri Aug 01 21:15:46 PDT 2014\"")]
    [InlineData("2014-08-01", "date", "\"2014-08-01\"")]
    [InlineData("1.50", "currency", "1.50")]
    [InlineData("1E3", "double", "1E3")]
    [InlineData("1,50", "currency", "\"1,50\"")]
    [InlineData("12", "int", "12")]
    [InlineData("012", "int", "\"012\"")]
    [InlineData("12", "string", "\"12\"")]
    [InlineData("true", "boolean", "true")]
    [InlineData("maybe", "boolean", "\"maybe\"")]
    [InlineData("x", null, "\"x\"")]
    public void A_text_becomes_the_value_of_its_column(string? text, string? type, string json)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter writer = new(stream, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
            ListViewPage.WriteValue(writer, text, type);
        Assert.Equal(json, Encoding.UTF8.GetString(stream.ToArray()));
    }

    [Fact]
    public void Columns_of_parents_become_records_within_the_record()
    {
        using JsonDocument document = JsonDocument.Parse("""
            {"columns":[{"fieldNameOrPath":"Name","type":"string"},{"fieldNameOrPath":"Owner.Alias","type":"string"},{"fieldNameOrPath":"Id","type":"id"},
             {"fieldNameOrPath":"Parent.Owner.Alias","type":"string"},{"fieldNameOrPath":"Owner.Name","type":"string"}],"done":true,
             "records":[{"columns":[{"fieldNameOrPath":"Name","value":"A"},{"fieldNameOrPath":"Owner.Alias","value":"me"},{"fieldNameOrPath":"Id","value":"001000000000001AAA"},
             {"fieldNameOrPath":"Parent.Owner.Alias","value":null},{"fieldNameOrPath":"Owner.Name","value":null}]}]}
            """);
        using MemoryStream stream = new();
        using (Utf8JsonWriter writer = new(stream))
            ListViewPage.Read(document.RootElement).WriteTo(writer, "Account", "/services/data/v68.0/", new Dictionary<string, string> { ["Owner"] = "User" });
        Assert.Equal(
            """{"done":true,"records":[{"attributes":{"type":"Account","url":"/services/data/v68.0/sobjects/Account/001000000000001AAA"},"Name":"A","Owner":{"attributes":{"type":"User"},"Alias":"me","Name":null},"Id":"001000000000001AAA","Parent":null}]}""",
            Encoding.UTF8.GetString(stream.ToArray()));
    }
}
