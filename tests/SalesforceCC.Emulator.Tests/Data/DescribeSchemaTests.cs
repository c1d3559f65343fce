using System.Text.Json;
using SalesforceCC.Emulator.Data.Schema.Sources;
using Xunit;

namespace SalesforceCC.Emulator.Tests.Data;

/// <summary>What a described field or object becomes, with and without what a describe may leave out.</summary>
public sealed class DescribeSchemaTests
{
    private const string Nothing = ""","createable":false,"updateable":false""";

    [Theory]
    [InlineData(""" "type":"double","precision":5,"scale":2 """, "\"double(5,2)\"" + Nothing)]
    [InlineData(""" "type":"currency","precision":0,"scale":0 """, "\"currency(18,0)\"" + Nothing)]
    [InlineData(""" "type":"percent" """, "\"percent(18,0)\"" + Nothing)]
    [InlineData(""" "type":"string","length":80 """, "\"string(80)\"" + Nothing)]
    [InlineData(""" "type":"textarea","length":0 """, "\"textarea(255)\"" + Nothing)]
    [InlineData(""" "type":"base64","length":0 """, "\"base64\"" + Nothing)]
    [InlineData(""" "type":"anyType","length":20 """, "\"string(255)\"" + Nothing)]
    [InlineData(""" "type":"encryptedstring","length":300 """, "\"string(300)\"" + Nothing)]
    [InlineData(""" "type":"int","unique":true,"externalId":false,"idLookup":null """, "\"int\",\"unique\":true,\"externalId\":false" + Nothing)]
    [InlineData(""" "type":"int","createable":true """, """ "int","createable":true,"updateable":false,"required":true""")]
    [InlineData(""" "type":"int","createable":true,"nillable":true """, """ "int","createable":true,"updateable":false""")]
    [InlineData(""" "type":"int","createable":true,"updateable":true,"defaultedOnCreate":true """, """ "int","createable":true,"updateable":true""")]
    [InlineData(""" "type":"boolean","createable":true """, """ "boolean","createable":true,"updateable":false""")]
    [InlineData(""" "type":"int","calculated":true,"autoNumber":true,"createable":true """, """ "int","createable":true,"updateable":false,"calculated":true""")]
    [InlineData(""" "type":"string","autoNumber":true,"createable":true """, """ "string(255)","createable":true,"updateable":false,"autoNumber":"{00000}" """)]
    [InlineData(""" "type":"boolean","defaultValue":true """, "\"boolean\"" + Nothing + ",\"default\":\"true\"")]
    [InlineData(""" "type":"boolean","defaultValue":false """, "\"boolean\"" + Nothing)]
    [InlineData(""" "type":"string","defaultValue":"x" """, "\"string(255)\"" + Nothing + ",\"default\":\"x\"")]
    [InlineData(""" "type":"int","defaultValue":5 """, "\"int\"" + Nothing + ",\"default\":\"5\"")]
    [InlineData(""" "type":"int","defaultValue":null """, "\"int\"" + Nothing)]
    [InlineData(""" "type":"picklist" """, "\"picklist(255)\"" + Nothing + ",\"values\":[],\"restricted\":false")]
    [InlineData(
        """ "type":"multipicklist","restrictedPicklist":true,"picklistValues":[{"active":false,"value":"A"},{"active":true,"value":"B"},{"active":true,"value":"C","defaultValue":true}] """,
        "\"multipicklist(255)\"" + Nothing + ",\"values\":[\"B\",\"C\"],\"restricted\":true,\"default\":\"C\"")]
    [InlineData(""" "type":"reference","referenceTo":["Account","User"] """, "\"reference\"" + Nothing + ",\"to\":[\"Account\",\"User\"],\"cascade\":true")]
    [InlineData(""" "type":"reference","referenceTo":["Account"],"nillable":true,"relationshipName":"R__r" """, "\"reference\"" + Nothing + ",\"to\":[\"Account\"],\"relationship\":\"R__r\"")]
    [InlineData(""" "type":"reference","referenceTo":["Account"],"nillable":true,"relationshipOrder":0 """, "\"reference\"" + Nothing + ",\"to\":[\"Account\"],\"cascade\":true")]
    [InlineData(""" "type":"reference","referenceTo":["Account"],"nillable":true,"relationshipOrder":null """, "\"reference\"" + Nothing + ",\"to\":[\"Account\"]")]
    public void A_field_is_read(string traits, string expected)
    {
        JsonElement fields = Object("X__c", $$"""{"name":"F__c","label":"F","custom":true,{{traits}}}""").GetProperty("fields");
        Assert.Equal($$"""{"label":"F","type":{{expected.Trim()}}}""", fields.GetProperty("F__c").GetRawText());
    }

    [Theory]
    [InlineData("X__c", "Id IsDeleted CreatedDate OwnerId F__c", "F__c")]
    [InlineData("X", "Id CreatedDate OwnerId F__c", "OwnerId F__c")]
    public void What_comes_by_itself_is_left_out(string name, string described, string expected)
    {
        string fields = string.Join(',', described.Split(' ').Select(f => $$"""{"name":"{{f}}","type":"string"}"""));
        Assert.Equal(expected, string.Join(' ', Object(name, fields).GetProperty("fields").EnumerateObject().Select(f => f.Name)));
    }

    [Theory]
    [InlineData("PlaceAddress", "address", true)]
    [InlineData("Place__c", "address", false)]
    [InlineData("PlaceAddress", "location", false)]
    public void Places_are_left_out_but_for_addresses(string name, string type, bool there) => Assert.Equal(
        there, Object("X__c", $$"""{"name":"{{name}}","type":"{{type}}"}""").GetProperty("fields").TryGetProperty(name, out _));

    [Fact]
    public void A_row_with_an_owner_has_no_master_but_one_that_says_so()
    {
        string fields = """{"name":"OwnerId","type":"reference","referenceTo":["User"]},{"name":"P__c","custom":true,"type":"reference","referenceTo":["X__c"]}""";
        Assert.False(Object("X__c", fields).GetProperty("fields").GetProperty("P__c").TryGetProperty("cascade", out _));
        Assert.Equal("$user", Object("X", fields).GetProperty("fields").GetProperty("OwnerId").GetProperty("default").GetString());
    }

    [Theory]
    [InlineData("X__c", "", """{"label":"X__c","labelPlural":"X__c","createable":false,"updateable":false,"deletable":false,"fields":{}}""")]
    [InlineData("X", "", """{"label":"X","labelPlural":"X","createable":false,"updateable":false,"deletable":false,"fields":{},"audit":"CreatedDate"}""")]
    [InlineData(
        "X__c",
        ""","label":"L","labelPlural":"Ls","createable":true,"updateable":true,"deletable":true,"keyPrefix":"a00" """,
        """{"label":"L","labelPlural":"Ls","createable":true,"updateable":true,"deletable":true,"fields":{},"keyPrefix":"a00"}""")]
    public void An_object_is_read(string name, string traits, string expected) => Assert.Equal(
        expected, Object(name, """{"name":"Id","type":"id"},{"name":"CreatedDate","type":"datetime"}""", traits).GetRawText());

    [Fact]
    public void Parents_name_their_children()
    {
        string parent = """{"name":"P__c","fields":[{"name":"No__c","type":"string","nameField":true}],"childRelationships":[{"childSObject":"C__c","field":"P__c","relationshipName":"Cs__r"},{"childSObject":"C__c","field":"Q__c","relationshipName":null}]}""";
        string child = """{"name":"C__c","fields":[{"name":"P__c","type":"reference","referenceTo":["P__c"]},{"name":"Q__c","type":"reference","referenceTo":["P__c"]}]}""";
        JsonElement objects = DescribeSchema.Read([SampleOrg.Parse(parent), SampleOrg.Parse(child)]).Objects;
        JsonElement fields = objects.GetProperty("C__c").GetProperty("fields");
        Assert.Equal("Cs__r", fields.GetProperty("P__c").GetProperty("children").GetString());
        Assert.False(fields.GetProperty("Q__c").TryGetProperty("children", out _));
        Assert.Equal("No__c", objects.GetProperty("P__c").GetProperty("nameField").GetString());
    }

    private static JsonElement Object(string name, string fields, string traits = "") =>
        DescribeSchema.Read([SampleOrg.Parse($$"""{"name":"{{name}}"{{traits}},"fields":[{{fields}}]}""")]).Objects.GetProperty(name);
}
