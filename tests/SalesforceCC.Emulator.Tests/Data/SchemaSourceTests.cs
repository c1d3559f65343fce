using System.Text.Json;
using SalesforceCC.Emulator.Data;
using Xunit;

namespace SalesforceCC.Emulator.Tests.Data;

/// <summary>Objects from describes of another org and from the source of a project.</summary>
public sealed class SchemaSourceTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("sfcc-schema").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void What_the_org_itself_describes_makes_the_same_objects()
    {
        using SampleOrg first = new SampleOrg();
        foreach (string name in new[] { "Account", "Invoice__c", "Invoice_Line__c" })
            Write($"{name}.json", Describe(first.Store, name));
        Write("notes.json", "[]");
        using OrgStore store = OrgStore.Create(new OrgStoreOptions { SchemaPath = _folder });

        foreach (string name in new[] { "Invoice__c", "Invoice_Line__c" })
        {
            SObjectType before = first.Type(name), after = store.FindType(name)!;
            Assert.Equal(before.KeyPrefix, after.KeyPrefix);
            Assert.Equal(before.Fields.Select(Traits).Order(StringComparer.Ordinal), after.Fields.Select(Traits).Order(StringComparer.Ordinal));
        }

        Assert.Equal("Invoices__r", store.FindType("Account")!.ChildRelationships.Single(c => c.ChildSObject == "Invoice__c").RelationshipName);
        Assert.Equal("Lines__r", store.FindType("Invoice__c")!.ChildRelationships.Single(c => c.ChildSObject == "Invoice_Line__c").RelationshipName);
    }

    [Fact]
    public void A_prefix_that_is_taken_gives_way()
    {
        using SampleOrg first = new SampleOrg();
        string describe = Describe(first.Store, "Invoice__c").Replace("\"a00\"", "\"a0B\"", StringComparison.Ordinal);
        Write("all.json", $"[{describe}]");
        using OrgStore store = OrgStore.Create(new OrgStoreOptions { SchemaPath = Path.Combine(_folder, "all.json") });
        Assert.Equal("a0B", store.FindType("Big__c")!.KeyPrefix);
        Assert.Equal("azz", store.FindType("Invoice__c")!.KeyPrefix);
        Assert.NotNull(store.FindType("Account")!.FindField("Site"));
    }

    [Fact]
    public void A_project_has_its_objects()
    {
        Write("force-app/main/default/objects/Trip__c/Trip__c.object-meta.xml", Meta("CustomObject", """
            <label>Trip</label><pluralLabel>Trips</pluralLabel>
            <nameField><displayFormat>T-{0000}</displayFormat><label>Trip No</label><type>AutoNumber</type></nameField>
            """));
        Write("force-app/main/default/objects/Trip__c/fields/Account__c.field-meta.xml", Meta("CustomField", """
            <fullName>Account__c</fullName><label>Customer</label><type>MasterDetail</type><referenceTo>Account</referenceTo>
            <relationshipName>Trips</relationshipName><relationshipOrder>0</relationshipOrder>
            """));
        Write("force-app/main/default/objects/Trip__c/fields/Kind__c.field-meta.xml", Meta("CustomField", """
            <fullName>Kind__c</fullName><label>Kind</label><type>Picklist</type>
            <valueSet><restricted>true</restricted><valueSetDefinition>
              <value><fullName>Sea</fullName><default>true</default><label>Sea</label></value>
              <value><fullName>Hills</fullName><default>false</default><label>Hills</label></value>
            </valueSetDefinition></valueSet>
            """));
        Write("force-app/main/default/objects/Trip__c/fields/Price__c.field-meta.xml", Meta("CustomField",
            "<fullName>Price__c</fullName><label>Price</label><type>Currency</type><precision>16</precision><scale>2</scale>"));
        Write("force-app/main/default/objects/Account/fields/Level__c.field-meta.xml", Meta("CustomField",
            "<fullName>Level__c</fullName><label>Level</label><type>Text</type><length>20</length><externalId>true</externalId><unique>true</unique>"));
        Write("force-app/main/default/objects/Account/fields/Industry.field-meta.xml", Meta("CustomField", "<fullName>Industry</fullName><type>Picklist</type>"));
        Write("force-app/main/default/objects/Went__e/Went__e.object-meta.xml", Meta("CustomObject", "<label>Went</label>"));
        using SampleOrg org = new SampleOrg(schemaPath: _folder);

        SObjectType trips = org.Type("Trip__c");
        Assert.Equal(("Trip", "Trips"), (trips.Label, trips.LabelPlural));
        Assert.Null(trips.FindField("OwnerId"));
        Assert.Equal(("currency", 16, 2), (trips.FindField("Price__c")!.Type, trips.FindField("Price__c")!.Precision, trips.FindField("Price__c")!.Scale));
        Assert.Equal(("Level", 20, true), (org.Type("Account").FindField("Level__c")!.Label, org.Type("Account").FindField("Level__c")!.Length, org.Type("Account").FindField("Level__c")!.ExternalId));
        Assert.NotEmpty(org.Type("Account").FindField("Industry")!.PicklistValues);
        Assert.Equal(("Went", true), (org.Type("Went__e").Label, org.Type("Went__e").IsEvent));
        Assert.Equal(('a', 'e'), (trips.KeyPrefix[0], org.Type("Went__e").KeyPrefix[0]));
        Assert.Equal(["ReplayId", "CreatedDate", "CreatedById", "EventUuid"], org.Type("Went__e").Fields.Select(f => f.Name));

        string account = org.Insert("Account", """{"Name":"Traveller","Level__c":"gold"}""");
        org.Insert("Trip__c", $$"""{"Account__c":"{{account}}","Price__c":12.5}""");
        JsonElement row = org.Query($"SELECT (SELECT Name, Kind__c, Price__c FROM Trips__r) FROM Account WHERE Level__c = 'gold'").GetProperty("records")[0];
        JsonElement trip = row.GetProperty("Trips__r").GetProperty("records")[0];
        Assert.Equal(("T-0001", "Sea", "12.5"), (trip.GetProperty("Name").GetString(), trip.GetProperty("Kind__c").GetString(), trip.GetProperty("Price__c").GetRawText()));
        Assert.Equal("INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST", Assert.Throws<SalesforceError>(() => org.Insert("Trip__c", $$"""{"Account__c":"{{account}}","Kind__c":"Moon"}""")).ErrorCode);
    }

    [Theory]
    [InlineData("objects.json", """{"sobjects":[{"name":"Account","label":"Account"}]}""", "no fields")]
    [InlineData("objects.json", """[1]""", "needs its name and its fields")]
    [InlineData("objects.json", """{"name":"X__c","fields":[""", "objects.json")]
    [InlineData("", "", "neither describes")]
    [InlineData("objects/X__c/X__c.object-meta.xml", "<CustomObject>", "X__c.object-meta.xml")]
    public void What_is_no_schema_is_named(string file, string content, string reason)
    {
        if (file.Length > 0)
            Write(file, content);
        string path = file.EndsWith(".json", StringComparison.Ordinal) ? Path.Combine(_folder, file) : _folder;
        FormatException error = Assert.Throws<FormatException>(() => OrgStore.Create(new OrgStoreOptions { SchemaPath = path }));
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
        Assert.Contains(_folder, error.Message, StringComparison.Ordinal);
    }

    private static string Meta(string root, string content) =>
        $"<?xml version=\"1.0\" encoding=\"UTF-8\"?><{root} xmlns=\"http://soap.sforce.com/2006/04/metadata\">{content}</{root}>";

    private static string Traits(SObjectField f) =>
        $"{f.Name} {f.Label} {f.Type} {f.Length} {f.Precision} {f.Scale} {f.Nillable} {f.Createable} {f.Updateable} {f.DefaultValue} {f.ExternalId} " +
        $"{f.IdLookup} {f.Unique} {f.CaseSensitive} {f.NameField} {f.AutoNumber} {f.RestrictedPicklist} {string.Join('|', f.PicklistValues)} {string.Join('|', f.ReferenceTo)} {f.RelationshipName}";

    private static string Describe(OrgStore store, string name)
    {
        using MemoryStream stream = new MemoryStream();
        using (Utf8JsonWriter writer = new Utf8JsonWriter(stream))
            Rest.DescribeWriter.WriteFull(writer, store.FindType(name)!, "/services/data/v68.0", "https://acme.example");
        return System.Text.Encoding.UTF8.GetString(stream.ToArray());
    }

    private void Write(string file, string content)
    {
        string path = Path.Combine(_folder, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
    }
}
