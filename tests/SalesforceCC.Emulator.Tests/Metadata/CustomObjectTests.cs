using System.Text.Json;
using Xunit;

namespace SalesforceCC.Emulator.Tests.Metadata;

/// <summary>Custom objects and fields that are deployed.</summary>
public sealed class CustomObjectTests
{
    private const string Object =
        "<deploymentStatus>Deployed</deploymentStatus><label>Ticket</label><pluralLabel>Tickets</pluralLabel><sharingModel>ReadWrite</sharingModel>" +
        "<nameField><label>Number</label><type>AutoNumber</type><displayFormat>T-{0000}</displayFormat></nameField>" +
        "<fields><fullName>Account__c</fullName><label>Account</label><type>Lookup</type><referenceTo>Account</referenceTo><relationshipName>Tickets</relationshipName></fields>" +
        "<fields><fullName>Score__c</fullName><label>Score</label><type>Number</type><precision>6</precision><scale>1</scale></fields>";

    private const string Fields =
        "<fields><fullName>Code__c</fullName><label>Code</label><type>Text</type><length>20</length><externalId>true</externalId><unique>true</unique></fields>" +
        "<fields><fullName>Other__c</fullName><label>Other</label><type>Checkbox</type><defaultValue>false</defaultValue></fields>";

    [Fact]
    public async Task Objects_fields_and_permissions_for_them_come_in_one_package()
    {
        await using EmptyOrg org = await EmptyOrg.StartAsync();
        string account = await org.CreateAsync("Account", new { Name = "A" });
        JsonElement result = await org.DeployAsync(EmptyOrg.Package(
            ["PermissionSet:Tickets", "CustomField:Account.Code__c", "CustomObject:Ticket__c"],
            [
                ("objects/Ticket__c.object", EmptyOrg.Xml("CustomObject", Object)),
                ("objects/Account.object", EmptyOrg.Xml("CustomObject", Fields)),
                ("permissionsets/Tickets.permissionset", EmptyOrg.Xml("PermissionSet", "<label>Tickets</label><objectPermissions><allowRead>true</allowRead><object>Ticket__c</object></objectPermissions>")),
            ]));
        Assert.True(result.GetProperty("success").GetBoolean(), result.ToString());
        Assert.All(result.GetProperty("details").GetProperty("componentSuccesses").EnumerateArray().Where(s => s.GetProperty("componentType").GetString()!.Length > 0), s => Assert.True(s.GetProperty("created").GetBoolean()));
        await org.CreateAsync("Ticket__c", new { Account__c = account, Score__c = 1.5 });
        JsonElement row = Assert.Single(await org.QueryAsync("SELECT Name, (SELECT Score__c FROM Tickets__r), Code__c FROM Account"));
        Assert.Equal(1, row.GetProperty("Tickets__r").GetProperty("totalSize").GetInt32());
        Assert.Equal("T-0001", Assert.Single(await org.QueryAsync("SELECT Name FROM Ticket__c")).GetProperty("Name").GetString());

        // Only what package.xml names; and again, it is a change.
        Assert.Empty(await org.QueryAsync("SELECT Id FROM FieldDefinition WHERE DurableId = 'Account.Other__c'"));
        JsonElement again = await org.DeployAsync(EmptyOrg.Package(
            ["CustomField:Account.Code__c"], [("objects/Account.object", EmptyOrg.Xml("CustomObject", Fields.Replace("<length>20", "<length>30", StringComparison.Ordinal)))]));
        Assert.False(again.GetProperty("details").GetProperty("componentSuccesses")[0].GetProperty("created").GetBoolean());
        Assert.Equal(30, Assert.Single(await org.QueryAsync("SELECT Length FROM FieldDefinition WHERE DurableId = 'Account.Code__c'")).GetProperty("Length").GetInt32());
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public async Task What_is_only_checked_or_rolled_back_was_never_there(bool checkOnly, bool broken)
    {
        await using EmptyOrg org = await EmptyOrg.StartAsync();
        JsonElement result = await org.DeployAsync(
            EmptyOrg.Package(
                ["CustomObject:Ticket__c", "PermissionSet:Tickets"],
                [
                    ("objects/Ticket__c.object", EmptyOrg.Xml("CustomObject", Object)),
                    ("permissionsets/Tickets.permissionset", EmptyOrg.Xml("PermissionSet", broken ? "<description>no label</description>" : "<label>Tickets</label>")),
                ]),
            new { checkOnly, rollbackOnError = true, singlePackage = true });
        Assert.Equal(!broken, result.GetProperty("success").GetBoolean());
        Assert.Empty(await org.QueryAsync("SELECT Id FROM EntityDefinition WHERE DurableId = 'Ticket__c'"));
        using HttpResponseMessage describe = await org.Client.GetAsync(new Uri($"{EmptyOrg.Base}/sobjects/Ticket__c/describe", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(404, (int)describe.StatusCode);
        JsonElement real = await org.DeployAsync(EmptyOrg.Package(["CustomObject:Ticket__c"], [("objects/Ticket__c.object", EmptyOrg.Xml("CustomObject", Object))]));
        Assert.True(real.GetProperty("success").GetBoolean(), real.ToString());
    }

    [Theory]
    [InlineData("CustomObject:Ticket__c", "<label>Ticket</label>", "Required field is missing: pluralLabel")]
    [InlineData("CustomObject:Ticket__c", "<label>T</label><validationRules/>", "validationRules invalid at this location in type CustomObject")]
    [InlineData("CustomObject:Ticket", Object, "bad value")]
    [InlineData("CustomField:Account.Code__c", "<fields><fullName>Code__c</fullName><label>C</label><type>Text</type></fields>", "Required field is missing: length")]
    [InlineData("CustomField:Account.Code__c", "<fields><fullName>Code__c</fullName><label>C</label><type>Lookup</type><referenceTo>Nothing__c</referenceTo></fields>", "does not resolve")]
    [InlineData("CustomField:Account.Code__c", "<fields><fullName>Code__c</fullName><label>C</label><type>Location</type></fields>", "does not serve")]
    [InlineData("CustomField:Nothing__c.Code__c", "<fields><fullName>Code__c</fullName><label>C</label><type>Date</type></fields>", "no CustomObject named Nothing__c found")]
    [InlineData("CustomField:Account.Missing__c", Fields, "was not found in zipped directory")]
    public async Task What_cannot_be_deployed_says_why(string member, string content, string problem)
    {
        await using EmptyOrg org = await EmptyOrg.StartAsync();
        string file = member.Split(':')[1].Split('.')[0];
        JsonElement result = await org.DeployAsync(EmptyOrg.Package([member], [($"objects/{file}.object", EmptyOrg.Xml("CustomObject", content))]));
        Assert.Equal("Failed", result.GetProperty("status").GetString());
        Assert.Contains(problem, result.GetProperty("details").GetProperty("componentFailures")[0].GetProperty("problem").GetString(), StringComparison.Ordinal);
    }
}
