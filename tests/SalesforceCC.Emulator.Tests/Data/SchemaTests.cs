using SalesforceCC.Emulator.Data;
using Xunit;

namespace SalesforceCC.Emulator.Tests.Data;

public sealed class SchemaTests(SharedOrg shared)
{
    private readonly SampleOrg _org = shared.Org;

    [Theory]
    [InlineData("Account", "001", "AnnualRevenue:currency NumberOfEmployees:int BillingAddress:address OwnerId:reference Description:textarea")]
    [InlineData("Contact", "003", "Birthdate:date Email:email Name:string MailingStreet:textarea HasOptedOutOfEmail:boolean")]
    [InlineData("Opportunity", "006", "Amount:currency Probability:percent CloseDate:date StageName:picklist IsWon:boolean")]
    [InlineData("Lead", "00Q", "Status:picklist Company:string ConvertedDate:date")]
    [InlineData("Case", "500", "CaseNumber:string ClosedDate:datetime Priority:picklist")]
    [InlineData("Task", "00T", "WhatId:reference WhoId:reference ActivityDate:date Subject:combobox")]
    [InlineData("User", "005", "Username:string ProfileId:reference IsActive:boolean")]
    [InlineData("Profile", "00e", "PermissionsApiEnabled:boolean PermissionsApiUserOnly:boolean UserLicenseId:reference")]
    [InlineData("PermissionSet", "0PS", "IsOwnedByProfile:boolean Label:string")]
    [InlineData("Organization", "00D", "IsSandbox:boolean OrganizationType:picklist InstanceName:string TrialExpirationDate:datetime")]
    [InlineData("ContentVersion", "068", "VersionData:base64 ContentSize:int")]
    [InlineData("ContentDocument", "069", "LatestPublishedVersionId:reference")]
    [InlineData("Invoice__c", "a00", "External_Id__c:string Pickup_Time__c:time Sent_At__c:datetime Tax_Rate__c:percent Weight__c:double Paid__c:boolean Tags__c:multipicklist")]
    [InlineData("Big__c", "a0B", "Id:id Name:string Amount__c:currency Day__c:date Moment__c:datetime")]
    public void Standard_objects_are_salesforces(string name, string prefix, string fields)
    {
        SObjectType type = _org.Type(name.ToUpperInvariant());
        Assert.Equal((name, prefix), (type.Name, type.KeyPrefix));
        foreach (string[] field in fields.Split(' ').Select(f => f.Split(':')))
            Assert.Equal(field[1], type.FindField(field[0].ToLowerInvariant())?.Type);
    }

    [Fact]
    public void References_name_their_parents_and_children()
    {
        SObjectField what = _org.Type("Task").FindField("WhatId")!;
        Assert.Equal("What", what.RelationshipName);
        Assert.Contains("Opportunity", what.ReferenceTo);
        Assert.Equal("Account__r", _org.Type("Invoice__c").FindField("Account__c")!.RelationshipName);
        ChildRelationship contacts = _org.Type("Account").FindChildren("contacts")!;
        Assert.Equal(("Contact", "AccountId", "Contacts"), (contacts.ChildSObject, contacts.Field, contacts.RelationshipName));
        Assert.True(_org.Type("Account").FindChildren("Invoices__r")!.CascadeDelete);
    }

    [Fact]
    public void Every_reference_leads_somewhere()
    {
        foreach (SObjectType type in _org.Store.Types)
            foreach (SObjectField field in type.Fields.Where(f => f.Type == "reference"))
                Assert.All(field.ReferenceTo, target => Assert.NotNull(_org.Store.FindType(target)));
    }

    [Fact]
    public void Every_field_of_every_object_can_be_read()
    {
        foreach (SObjectType type in _org.Store.Types)
            _org.Query($"SELECT {string.Join(", ", type.Fields.Select(f => f.Name))} FROM {type.Name} {Filter(type.Name)}");

        static string Filter(string type) => type switch
        {
            "FieldDefinition" => "WHERE EntityDefinitionId = 'Account'",
            "ContentDocumentLink" => "WHERE LinkedEntityId IN (SELECT Id FROM Account)",
            _ => "",
        };
    }

    [Fact]
    public void A_file_adds_objects_and_fields()
    {
        string path = Path.GetTempFileName();
        File.WriteAllText(
            path,
            """
            {
              // Comments are welcome.
              "Account": { "fields": { "Level__c": { "type": "picklist", "values": ["Gold", "Silver"], "restricted": true } } },
              "Trip__c": {
                "label": "Trip", "labelPlural": "Trips", "keyPrefix": "a42",
                "fields": { "Code__c": { "type": "double(18,0)", "externalId": true }, "Account__c": { "type": "reference", "to": "Account", "children": "Trips__r" },
                  "Ticket__c": { "type": "string(20)", "externalId": true, "unique": true, "caseSensitive": true }, "Home__c": { "type": "reference", "to": "Account", "cascade": true } }
              }
            }
            """);
        using SampleOrg org = new SampleOrg(schemaPath: path);
        File.Delete(path);
        string account = org.Insert("Account", """{"Name":"With level","Level__c":"Gold"}""");
        string trip = org.Insert("Trip__c", $$"""{"Name":"To the sea","Code__c":"42","Account__c":"{{account}}"}""");
        Assert.StartsWith("a42", trip, StringComparison.Ordinal);
        Assert.Equal([trip], org.Store.FindByExternalId(org.Type("Trip__c"), "Code__c", "42"));
        Assert.Equal(["Gold"], org.Column("SELECT Account__r.Level__c FROM Trip__c", "Account__r.Level__c"));
        Assert.Equal("1", org.Column($"SELECT (SELECT Name FROM Trips__r) FROM Account WHERE Id = '{account}'", "Trips__r.totalSize")[0]);
    }

    [Fact]
    public void Keys_may_tell_upper_from_lower_case()
    {
        string path = Path.GetTempFileName();
        File.WriteAllText(path, """
            {
              "Trip__c": {
                "label": "Trip", "labelPlural": "Trips", "keyPrefix": "a42",
                "fields": {
                  "Ticket__c": { "type": "string(20)", "externalId": true, "unique": true, "caseSensitive": true },
                  "Seat__c": { "type": "string(20)", "externalId": true, "unique": true }
                }
              }
            }
            """);
        using SampleOrg org = new SampleOrg(schemaPath: path);
        File.Delete(path);
        string lower = org.Insert("Trip__c", """{"Ticket__c":"abc","Seat__c":"1a"}""");
        string upper = org.Insert("Trip__c", """{"Ticket__c":"ABC","Seat__c":"2a"}""");

        Assert.Equal([lower], org.Store.FindByExternalId(org.Type("Trip__c"), "Ticket__c", "abc"));
        Assert.Equal([upper], org.Column("SELECT Id FROM Trip__c WHERE Ticket__c = 'ABC'", "Id"));
        SalesforceError error = Assert.Throws<SalesforceError>(() => org.Insert("Trip__c", """{"Seat__c":"1A"}"""));
        Assert.Equal("DUPLICATE_VALUE", error.ErrorCode);
    }

    [Fact]
    public void A_relationship_needs_no_name_for_its_children()
    {
        string path = Path.GetTempFileName();
        File.WriteAllText(path, """
            {
              "Trip__c": {
                "label": "Trip", "labelPlural": "Trips", "keyPrefix": "a42",
                "fields": { "From__c": { "type": "reference", "to": "Account", "cascade": true }, "To__c": { "type": "reference", "to": "Account" } }
              }
            }
            """);
        using SampleOrg org = new SampleOrg(schemaPath: path);
        File.Delete(path);
        string from = org.Insert("Account", """{"Name":"from"}""");
        string to = org.Insert("Account", """{"Name":"to"}""");
        org.Insert("Trip__c", $$"""{"From__c":"{{from}}","To__c":"{{to}}"}""");

        Assert.Contains(org.Type("Account").ChildRelationships, c => c is { ChildSObject: "Trip__c", Field: "To__c", RelationshipName: null });
        org.Store.Delete(org.Type("Account"), to, org.Store.AdminUserId);
        Assert.Equal([null], org.Column("SELECT To__c FROM Trip__c", "To__c"));
        org.Store.Delete(org.Type("Account"), from, org.Store.AdminUserId);
        Assert.Empty(org.Column("SELECT Id FROM Trip__c", "Id"));
    }

    [Fact]
    public void The_integration_user_is_api_only()
    {
        string where = $"FROM User WHERE Id = '{_org.Store.RunAsUserId}'";
        Assert.Equal(["true"], _org.Column($"SELECT Profile.PermissionsApiUserOnly {where}", "Profile.PermissionsApiUserOnly"));
        Assert.Equal(["Salesforce Integration"], _org.Column($"SELECT Profile.UserLicense.Name {where}", "Profile.UserLicense.Name"));
        Assert.Equal(["System Administrator"], _org.Column($"SELECT Profile.Name FROM User WHERE Id = '{_org.Store.AdminUserId}'", "Profile.Name"));
        Assert.Equal([_org.Store.OrganizationId], _org.Column("SELECT Id FROM Organization", "Id"));
    }
}
