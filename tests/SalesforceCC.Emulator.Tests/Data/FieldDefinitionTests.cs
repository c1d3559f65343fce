using SalesforceCC.Emulator.Data;
using SalesforceCC.Emulator.Data.Schema;
using Xunit;

namespace SalesforceCC.Emulator.Tests.Data;

/// <summary>What a field is by its definition: nillable, createable, updateable, defaulted, a key; what it is called.</summary>
public sealed class FieldDefinitionTests
{
    [Theory]
    [InlineData("Ship_To__c", "\"string(20)\"", "string 'Ship To' 20 0,0 NCU")]
    [InlineData("Ship_To__c", "{}", "string 'Ship To' 255 0,0 NCU")]
    [InlineData("X__c", """{"type":"string(5)","label":"L"}""", "string 'L' 5 0,0 NCU")]
    [InlineData("X__c", """{"type":"string(5)","required":true}""", "string 'X' 5 0,0 CU")]
    [InlineData("X__c", """{"type":"string(5)","set":false}""", "string 'X' 5 0,0 N")]
    [InlineData("X__c", """{"type":"string(5)","createable":false}""", "string 'X' 5 0,0 NU")]
    [InlineData("X__c", """{"type":"string(5)","updateable":false}""", "string 'X' 5 0,0 NC")]
    [InlineData("X__c", """{"type":"string(5)","default":"x"}""", "string 'X' 5 0,0 NCUD x")]
    [InlineData("X__c", """{"type":"string(5)","externalId":true}""", "string 'X' 5 0,0 NCUK")]
    [InlineData("X__c", """{"type":"string(5)","idLookup":true}""", "string 'X' 5 0,0 NCUK")]
    [InlineData("X__c", """{"type":"string(5)","autoNumber":"{0}"}""", "string 'X' 5 0,0 D")]
    [InlineData("X__c", """{"type":"string(5)","calculated":true}""", "string 'X' 5 0,0 N")]
    [InlineData("Id", "\"id\"", "id 'Id' 18 0,0 NCUK")]
    [InlineData("Email", "\"email\"", "email 'Email' 80 0,0 NCUK")]
    [InlineData("Mail", "\"email\"", "email 'Mail' 80 0,0 NCU")]
    [InlineData("Email", "\"string(80)\"", "string 'Email' 80 0,0 NCU")]
    [InlineData("Name", "\"string(80)\"", "string 'Name' 80 0,0 NCUK")]
    [InlineData("Name", """{"type":"string(80)","calculated":true}""", "string 'Name' 80 0,0 N")]
    [InlineData("Name", """{"type":"string(80)","idLookup":false}""", "string 'Name' 80 0,0 NCU")]
    [InlineData("OwnerId", """{"type":"reference","to":"User","default":"$user"}""", "reference 'Owner ID' 18 0,0 CUD $user Owner")]
    [InlineData("Boss__c", """{"type":"reference","to":"User"}""", "reference 'Boss' 18 0,0 NCU Boss__r")]
    [InlineData("WhoId", """{"type":"reference","to":"Contact","relationship":"Person"}""", "reference 'Who ID' 18 0,0 NCU Person")]
    [InlineData("Code", """{"type":"string(9)","relationship":"Thing"}""", "string 'Code' 9 0,0 NCU Thing")]
    [InlineData("CodeId", "\"string(9)\"", "string 'Code Id' 9 0,0 NCU")]
    [InlineData("Flag__c", "\"boolean\"", "boolean 'Flag' 0 0,0 CUD false")]
    [InlineData("Sum__c", "\"double(16,2)\"", "double 'Sum' 0 16,2 NCU")]
    [InlineData("Sum__c", "\"currency\"", "currency 'Sum' 0 18,2 NCU")]
    public void A_field_is(string name, string json, string expected)
    {
        SObjectField f = new FieldDefinition(name, SampleOrg.Parse(json)).ToField(nameField: name == "Name");
        string flags = $"{(f.Nillable ? "N" : "")}{(f.Createable ? "C" : "")}{(f.Updateable ? "U" : "")}{(f.DefaultedOnCreate ? "D" : "")}{(f.IdLookup ? "K" : "")}";
        Assert.Equal(
            expected, $"{f.Type} '{f.Label}' {f.Length} {f.Precision},{f.Scale} {flags} {f.DefaultValue} {f.RelationshipName}".Replace("  ", " ", StringComparison.Ordinal).Trim());
    }
}
