using System.Text.Json;
using SalesforceCC.Emulator.Data;
using Xunit;

namespace SalesforceCC.Emulator.Tests.Data;

public sealed class InsertTests : IDisposable
{
    private readonly SampleOrg _org = new();

    [Fact]
    public void A_row_gets_id_owner_and_audit_fields()
    {
        string id = _org.Insert("Account", """{"Name": " Trim me ", "NumberOfEmployees": "12", "AnnualRevenue": 1.5, "Fax": ""}""");
        Assert.Matches("^001[A-Za-z0-9]{15}$", id);
        JsonElement row = _org.Row("Account", id);
        Assert.Equal("Account", row.GetProperty("attributes").GetProperty("type").GetString());
        Assert.Equal($"/services/data/v68.0/sobjects/Account/{id}", row.GetProperty("attributes").GetProperty("url").GetString());
        Assert.Equal("Trim me", row.GetProperty("Name").GetString());
        Assert.Equal("12", row.GetProperty("NumberOfEmployees").GetRawText());
        Assert.Equal("2.0", row.GetProperty("AnnualRevenue").GetRawText());
        Assert.Equal("null", row.GetProperty("Fax").GetRawText());
        Assert.Equal("false", row.GetProperty("IsDeleted").GetRawText());
        Assert.Equal(_org.Store.AdminUserId, row.GetProperty("OwnerId").GetString());
        Assert.Equal(_org.Store.AdminUserId, row.GetProperty("CreatedById").GetString());
        Assert.Equal("2026-11-24T15:30:00.000+0000", row.GetProperty("CreatedDate").GetString());
        Assert.Equal("2026-11-24T15:30:00.000+0000", row.GetProperty("SystemModstamp").GetString());
    }

    [Theory]
    [InlineData("Account", "{}", "REQUIRED_FIELD_MISSING", "Required fields are missing: [Name]", "Name")]
    [InlineData("Opportunity", """{"Name":"x"}""", "REQUIRED_FIELD_MISSING", "Required fields are missing: [StageName, CloseDate]", "StageName,CloseDate")]
    [InlineData("Account", """{"Name":"x","foo":1}""", "INVALID_FIELD", "No such column 'foo' on sobject of type Account", "")]
    [InlineData("Account", """{"Name":"x","Id":"001Hs0000010001IAA"}""", "INVALID_FIELD_FOR_INSERT_UPDATE", "cannot specify Id in an insert call", "Id")]
    [InlineData("Opportunity", """{"Name":"x","IsWon":true,"Fiscal":"y"}""", "INVALID_FIELD_FOR_INSERT_UPDATE", "Unable to create/update fields: IsWon, Fiscal. Please check the security settings of this field and verify that it is read/write for your profile or permission set.", "IsWon,Fiscal")]
    [InlineData("Account", """{"Name":"x","Sic":"123456789012345678901"}""", "STRING_TOO_LONG", "SIC Code: data value too large: 123456789012345678901 (max length=20)", "Sic")]
    [InlineData("Account", """{"Name":"x","NumberOfEmployees":"many"}""", "JSON_PARSER_ERROR", "Cannot deserialize instance of int from VALUE_STRING value many or request may be missing a required field at [line:1, column:1]", "")]
    [InlineData("Account", """{"Name":5}""", "JSON_PARSER_ERROR", "Cannot deserialize instance of string from VALUE_NUMBER_INT value 5 or request may be missing a required field at [line:1, column:1]", "")]
    [InlineData("Account", """{"Name":"x","NumberOfEmployees":2147483648}""", "NUMBER_OUTSIDE_VALID_RANGE", "Employees: value outside of valid range on numeric field: 2147483648", "NumberOfEmployees")]
    [InlineData("Opportunity", """{"Name":"x","StageName":"y","CloseDate":"2026-02-30"}""", "JSON_PARSER_ERROR", "Cannot deserialize instance of date from VALUE_STRING value 2026-02-30 or request may be missing a required field at [line:1, column:1]", "")]
    [InlineData("Contact", """{"LastName":"x","Email":"nobody"}""", "INVALID_EMAIL_ADDRESS", "Email: invalid email address: nobody", "Email")]
    [InlineData("Contact", """{"LastName":"x","AccountId":"nobody"}""", "MALFORMED_ID", "Account ID: id value of incorrect type: nobody", "AccountId")]
    [InlineData("Contact", """{"LastName":"x","AccountId":"001Hs0000099999"}""", "INVALID_CROSS_REFERENCE_KEY", "invalid cross reference id", "")]
    [InlineData("Contact", """{"LastName":"x","DoNotCall":null}""", "INVALID_TYPE_ON_FIELD_IN_RECORD", "Do Not Call: value not of required type: null", "DoNotCall")]
    [InlineData("Invoice__c", """{"Account__r":{"Name":"x"}}""", "INVALID_FIELD", "Foreign key field Name of Account is not an external ID", "")]
    [InlineData("Invoice_Line__c", """{"Quantity__c":1,"Invoice__r":{"External_Id__c":"a"},"Product__r":{"Name":"x"}}""", "INVALID_FIELD", "Foreign key external ID: a not found for field External_Id__c in entity Invoice__c", "")]
    [InlineData("Invoice_Line__c", """{"Quantity__c":1,"Product__r":{"Name":"x"}}""", "INVALID_FIELD", "Foreign key external ID: x not found for field Name in entity Product2", "")]
    [InlineData("Invoice_Line__c", """{"Quantity__c":1,"Invoice__r":{"External_Id__c":"none"}}""", "INVALID_FIELD", "Foreign key external ID: none not found for field External_Id__c in entity Invoice__c", "")]
    [InlineData("Invoice_Line__c", """{"Invoice__r":{"External_Id__c":"ERP-2026003","Name":"x"}}""", "INVALID_FIELD", "Invoice__r: a parent is given by one external ID field", "")]
    [InlineData("Invoice_Line__c", """{"Invoice__r":{"attributes":{"type":"Nowhere"},"External_Id__c":"ERP-2026003"}}""", "INVALID_FIELD", "Invoice__r: a parent is given by one external ID field", "")]
    [InlineData("Invoice_Line__c", """{"Invoice__r":{"Nothing__c":"x"}}""", "INVALID_FIELD", "No such column 'Nothing__c' on sobject of type Invoice__c", "")]
    [InlineData("Profile", """{"Name":"x"}""", "CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY", "entity type cannot be inserted: Profile", "")]
    [InlineData("Account", "[]", "JSON_PARSER_ERROR", "The HTTP entity body is required, but this request has no entity body.", "")]
    public void What_is_wrong_is_said_as_salesforce_says_it(string type, string json, string code, string message, string fields)
    {
        SalesforceError error = Assert.Throws<SalesforceError>(() => _org.Insert(type, json));
        Assert.Equal((400, code, message, fields), (error.Status, error.ErrorCode, error.Message, string.Join(',', error.Fields)));
    }

    [Fact]
    public void Restricted_picklists_take_their_values_only()
    {
        string account = _org.Id("Account", "Name = 'Zirkel & Lineal'");
        SalesforceError error = Assert.Throws<SalesforceError>(
            () => _org.Insert("Invoice__c", $$"""{"Account__c":"{{account}}","Status__c":"Lost"}"""));
        Assert.Equal("INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST", error.ErrorCode);
        Assert.Equal("Status: bad value for restricted picklist field: Lost", error.Message);
        string id = _org.Insert("Invoice__c", $$"""{"Account__c":"{{account}}","Status__c":"Paid"}""");
        Assert.Equal("Paid", _org.Row("Invoice__c", id).GetProperty("Status__c").GetString());
    }

    [Fact]
    public void Unique_values_are_unique_whatever_their_case()
    {
        string account = _org.Id("Account", "Name = 'Zirkel & Lineal'");
        string other = _org.Id("Invoice__c", "External_Id__c = 'ERP-2026000'");
        SalesforceError error = Assert.Throws<SalesforceError>(
            () => _org.Insert("Invoice__c", $$"""{"Account__c":"{{account}}","External_Id__c":"erp-2026000"}"""));
        Assert.Equal("DUPLICATE_VALUE", error.ErrorCode);
        Assert.Equal($"duplicate value found: External_Id__c duplicates value on record with id: {other}", error.Message);
    }

    [Fact]
    public void Parents_are_found_by_external_id()
    {
        string invoice = _org.Id("Invoice__c", "External_Id__c = 'ERP-2026003'");
        string line = _org.Insert("Invoice_Line__c", """{"Quantity__c": 2, "Invoice__r": {"External_Id__c": "ERP-2026003"}}""");
        Assert.Equal(invoice, _org.Row("Invoice_Line__c", line).GetProperty("Invoice__c").GetString());
        string lead = _org.Insert("Lead", """{"LastName":"x","Company":"y","Owner":{"Username":"kenji.tanaka@alpenglow.example"}}""");
        string task = _org.Insert("Task", """{"What":{"attributes":{"type":"Case"},"CaseNumber":"00000003"}}""");
        Assert.Equal(_org.Id("Case", "CaseNumber = '00000003'"), _org.Row("Task", task).GetProperty("WhatId").GetString());
        Assert.Equal("Kenji 田中", Assert.Single(_org.Column($"SELECT Owner.Name FROM Lead WHERE Id = '{lead}'", "Owner.Name")));
    }

    [Fact]
    public void The_org_computes_what_follows()
    {
        string opportunity = _org.Insert(
            "Opportunity", """{"Name":"x","StageName":"Negotiation/Review","CloseDate":"2026-08-31","Amount":"99.99"}""");
        JsonElement row = _org.Row("Opportunity", opportunity);
        Assert.Equal("90.0", row.GetProperty("Probability").GetRawText());
        Assert.Equal("89.99", row.GetProperty("ExpectedRevenue").GetRawText());
        Assert.Equal("2026 3", row.GetProperty("Fiscal").GetString());
        Assert.False(row.GetProperty("IsClosed").GetBoolean());
        string contact = _org.Insert("Contact", """{"LastName":"Größwang","FirstName":"Éva"}""");
        Assert.Equal("Éva Größwang", _org.Row("Contact", contact).GetProperty("Name").GetString());
        string @case = _org.Insert("Case", """{"Subject":"x"}""");
        Assert.Equal("00000011", _org.Row("Case", @case).GetProperty("CaseNumber").GetString());
        Assert.Equal("New", _org.Row("Case", @case).GetProperty("Status").GetString());
    }

    [Fact]
    public void Times_come_in_every_form_and_go_out_in_one()
    {
        string account = _org.Id("Account", "Name = 'Zirkel & Lineal'");
        string id = _org.Insert(
            "Invoice__c",
            $$"""{"Account__c":"{{account}}","Sent_At__c":"2026-03-01T00:30:15.789+01:00","Pickup_Time__c":"07:05","Issued__c":"2026-03-01"}""");
        JsonElement row = _org.Row("Invoice__c", id);
        Assert.Equal("2026-02-28T23:30:15.000+0000", row.GetProperty("Sent_At__c").GetString());
        Assert.Equal("07:05:00.000Z", row.GetProperty("Pickup_Time__c").GetString());
        Assert.Equal("2026-03-01", row.GetProperty("Issued__c").GetString());
    }

    [Theory]
    [InlineData("99999999999999.99", "9.999999999999998E13")]
    [InlineData("-1234567890123.45", "-1.23456789012345E12")]
    [InlineData("0.1", "0.1")]
    public void Numbers_keep_all_digits_that_a_double_has(string sent, string read)
    {
        string account = _org.Id("Account", "Name = 'Zirkel & Lineal'");
        string id = _org.Insert("Invoice__c", $$"""{"Account__c":"{{account}}","Total__c":{{sent}}}""");
        Assert.Equal(read, _org.Row("Invoice__c", id).GetProperty("Total__c").GetRawText());
    }

    [Fact]
    public void A_user_comes_with_a_login_and_the_profiles_permission_set()
    {
        string profile = _org.Id("Profile", "Name = 'Standard User'");
        string id = _org.Insert(
            "User",
            $$"""
            {"Username":"new@alpenglow.example","LastName":"New","Email":"new@alpenglow.example","Alias":"new","ProfileId":"{{profile}}",
             "TimeZoneSidKey":"GMT","LocaleSidKey":"en_US","EmailEncodingKey":"UTF-8","LanguageLocaleKey":"en_US"}
            """);
        Assert.Equal(["false"], _org.Column($"SELECT IsFrozen FROM UserLogin WHERE UserId = '{id}'", "IsFrozen"));
        Assert.Equal(
            ["true"],
            _org.Column(
                $"SELECT PermissionSet.IsOwnedByProfile FROM PermissionSetAssignment WHERE AssigneeId = '{id}'",
                "PermissionSet.IsOwnedByProfile"));
    }

    public void Dispose() => _org.Dispose();
}
