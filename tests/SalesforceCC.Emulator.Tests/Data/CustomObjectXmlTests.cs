using System.Text.Json.Nodes;
using System.Xml.Linq;
using SalesforceCC.Emulator.Data.Schema.Sources;
using Xunit;

namespace SalesforceCC.Emulator.Tests.Data;

/// <summary>What a field or an object of a project becomes: the types, with and without what may be left out.</summary>
public sealed class CustomObjectXmlTests
{
    [Theory]
    [InlineData("Text", "<length>20</length>", """{"type":"string(20)","label":"Ship To"}""")]
    [InlineData("Text", "", """{"type":"string(255)","label":"Ship To"}""")]
    [InlineData("Text", "<formula>1</formula>", """{"type":"string(1300)","label":"Ship To","calculated":true}""")]
    [InlineData("Text", "<label>Goods</label><required>true</required><unique>false</unique>", """{"type":"string(255)","label":"Goods","required":true}""")]
    [InlineData("Text", "<caseSensitive>true</caseSensitive><externalId>true</externalId><unique>true</unique>", """{"type":"string(255)","label":"Ship To","unique":true,"externalId":true,"caseSensitive":true}""")]
    [InlineData("LongTextArea", "<length>1000</length>", """{"type":"textarea(1000)","label":"Ship To"}""")]
    [InlineData("Html", "", """{"type":"textarea(32768)","label":"Ship To"}""")]
    [InlineData("Number", "<precision>5</precision><scale>1</scale>", """{"type":"double(5,1)","label":"Ship To"}""")]
    [InlineData("Percent", "", """{"type":"percent(18,0)","label":"Ship To"}""")]
    [InlineData("Summary", "", """{"type":"double(18,2)","calculated":true,"label":"Ship To"}""")]
    [InlineData("Checkbox", "<defaultValue>true</defaultValue>", """{"type":"boolean","label":"Ship To","default":"true"}""")]
    [InlineData("Checkbox", "<defaultValue>false</defaultValue>", """{"type":"boolean","label":"Ship To"}""")]
    [InlineData("Text", "<defaultValue>true</defaultValue>", """{"type":"string(255)","label":"Ship To"}""")]
    [InlineData("AutoNumber", "<displayFormat>A-{000}</displayFormat>", """{"type":"string(30)","autoNumber":"A-{000}","label":"Ship To"}""")]
    [InlineData("AutoNumber", "<displayFormat>A</displayFormat>", """{"type":"string(30)","autoNumber":"{00000}","label":"Ship To"}""")]
    [InlineData("Lookup", "<referenceTo>Account</referenceTo><relationshipName>Trips</relationshipName>", """{"type":"reference","to":"Account","children":"Trips__r","label":"Ship To"}""")]
    [InlineData("Lookup", "", """{"type":"reference","to":"User","label":"Ship To"}""")]
    [InlineData("Hierarchy", "", """{"type":"reference","to":"Trip__c","label":"Ship To"}""")]
    [InlineData("MasterDetail", "<referenceTo>Account</referenceTo>", """{"type":"reference","to":"Account","cascade":true,"required":true,"label":"Ship To"}""")]
    [InlineData("Picklist", "", """{"type":"picklist","values":[],"label":"Ship To"}""")]
    [InlineData("Picklist", "<valueSet><restricted>true</restricted><valueSetName>Elsewhere</valueSetName></valueSet>", """{"type":"picklist","values":[],"label":"Ship To"}""")]
    [InlineData("Picklist", "<valueSet><valueSetDefinition><sorted>false</sorted><value><fullName>A</fullName></value></valueSetDefinition></valueSet>", """{"type":"picklist","values":["A"],"label":"Ship To"}""")]
    [InlineData(
        "MultiselectPicklist",
        "<valueSet><restricted>true</restricted><valueSetDefinition><value><fullName>A</fullName><isActive>false</isActive></value><value><fullName>B</fullName></value><value><fullName>C</fullName><default>true</default></value></valueSetDefinition></valueSet>",
        """{"type":"multipicklist","values":["B","C"],"restricted":true,"default":"C","label":"Ship To"}""")]
    public void A_field_is_read(string type, string rest, string expected)
    {
        JsonObject definition = Definition();
        Assert.True(CustomObjectXml.AddField(definition, "Trip__c", Field("Ship_To__c", $"<type>{type}</type>{rest}")));
        Assert.Equal(expected, definition["fields"]!["Ship_To__c"]!.ToJsonString());
    }

    [Theory]
    [InlineData("Industry", "<type>Picklist</type>")]
    [InlineData("Ship_To__c", "")]
    [InlineData("Ship_To__c", "<type>Location</type>")]
    public void Others_are_left_out(string name, string rest)
    {
        JsonObject definition = Definition();
        Assert.False(CustomObjectXml.AddField(definition, "Trip__c", Field(name, rest)));
        Assert.Equal("""{"fields":{}}""", definition.ToJsonString());
    }

    [Theory]
    [InlineData("", """{"fields":{}}""")]
    [InlineData("<label>Trip</label><pluralLabel>Journeys</pluralLabel>", """{"fields":{},"label":"Trip","labelPlural":"Journeys"}""")]
    [InlineData("<publishBehavior>PublishImmediately</publishBehavior>", """{"fields":{},"publishImmediately":true}""")]
    [InlineData("<publishBehavior>PublishAfterCommit</publishBehavior>", """{"fields":{},"publishImmediately":false}""")]
    [InlineData("<nameField><type>Text</type></nameField>", """{"fields":{"Name":{"type":"string(80)","label":"Name"}}}""")]
    [InlineData("<nameField><label>No</label><displayFormat>T-{0}</displayFormat><type>AutoNumber</type></nameField>", """{"fields":{"Name":{"type":"string(80)","label":"No","autoNumber":"T-{0}"}}}""")]
    [InlineData("<fields><fullName>A__c</fullName><type>Date</type></fields>", """{"fields":{"A__c":{"type":"date","label":"A"}}}""")]
    public void An_object_is_read(string xml, string expected)
    {
        JsonObject definition = Definition();
        CustomObjectXml.AddObject(definition, "Trip__c", XElement.Parse($"<CustomObject>{xml}</CustomObject>"));
        Assert.Equal(expected, definition.ToJsonString());
    }

    private static JsonObject Definition() => new() { ["fields"] = new JsonObject() };

    private static XElement Field(string name, string rest) => XElement.Parse($"<CustomField><fullName>{name}</fullName>{rest}</CustomField>");
}
