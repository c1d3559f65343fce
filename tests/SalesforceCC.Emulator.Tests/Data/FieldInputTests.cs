using System.Text.Json;
using SalesforceCC.Emulator.Data;
using Xunit;

namespace SalesforceCC.Emulator.Tests.Data;

/// <summary>Values at the edges of what their fields take.</summary>
public sealed class FieldInputTests : IDisposable
{
    private const string WrongType = "Cannot deserialize instance of ";

    private readonly SampleOrg _org = new();
    private readonly string _account;

    public FieldInputTests() => _account = _org.Id("Account", "Name = 'Zirkel & Lineal'");

    [Theory]
    [InlineData("Paid__c", "true", "true")]
    [InlineData("Paid__c", "\"TRUE\"", "true")]
    [InlineData("Paid__c", "\"1\"", "true")]
    [InlineData("Paid__c", "1", "true")]
    [InlineData("Paid__c", "\"False\"", "false")]
    [InlineData("Paid__c", "\"0\"", "false")]
    [InlineData("Positions__c", "2147483647", "2147483647")]
    [InlineData("Positions__c", "-2147483647", "-2147483647")]
    [InlineData("Positions__c", "5.0", "5")]
    [InlineData("Tax_Rate__c", "999.99", "999.99")]
    [InlineData("Tax_Rate__c", "-999.99", "-999.99")]
    [InlineData("Tax_Rate__c", "999.994", "999.99")]
    [InlineData("Tags__c", "\"Priority;Export\"", "\"Priority;Export\"")]
    [InlineData("Status__c", "\"Paid\"", "\"Paid\"")]
    [InlineData("External_Id__c", "\"0123456789012345678901234567890123456789\"", "\"0123456789012345678901234567890123456789\"")]
    public void Is_taken(string field, string sent, string read) =>
        Assert.Equal(read, _org.Row("Invoice__c", Insert(field, sent), field).GetProperty(field).GetRawText());

    [Theory]
    [InlineData("Paid__c", "\"yes\"", "JSON_PARSER_ERROR", WrongType + "boolean from VALUE_STRING value yes")]
    [InlineData("Paid__c", "2", "JSON_PARSER_ERROR", WrongType + "boolean from VALUE_NUMBER_INT value 2")]
    [InlineData("Positions__c", "2147483648", "NUMBER_OUTSIDE_VALID_RANGE", "Positions: value outside of valid range on numeric field: 2147483648")]
    [InlineData("Positions__c", "5.5", "JSON_PARSER_ERROR", WrongType + "int from VALUE_NUMBER_FLOAT value 5.5")]
    [InlineData("Positions__c", "true", "JSON_PARSER_ERROR", WrongType + "int from VALUE_TRUE value True")]
    [InlineData("Positions__c", "false", "JSON_PARSER_ERROR", WrongType + "int from VALUE_FALSE value False")]
    [InlineData("Positions__c", "{\"a\":1}", "JSON_PARSER_ERROR", WrongType + "int from START_OBJECT or request")]
    [InlineData("Positions__c", "[1]", "JSON_PARSER_ERROR", WrongType + "int from START_ARRAY or request")]
    [InlineData("Period__c", "1e2", "JSON_PARSER_ERROR", WrongType + "string from VALUE_NUMBER_FLOAT value 1e2")]
    [InlineData("Tax_Rate__c", "1000", "NUMBER_OUTSIDE_VALID_RANGE", "Tax Rate: value outside of valid range on numeric field: 1000")]
    [InlineData("Tax_Rate__c", "-1000", "NUMBER_OUTSIDE_VALID_RANGE", "Tax Rate: value outside of valid range on numeric field: -1000")]
    [InlineData("Tax_Rate__c", "999.995", "NUMBER_OUTSIDE_VALID_RANGE", "Tax Rate: value outside of valid range on numeric field: 999.995")]
    [InlineData("Status__c", "\"Paid;Sent\"", "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST", "Status: bad value for restricted picklist field: Paid;Sent")]
    [InlineData("External_Id__c", "\"01234567890123456789012345678901234567890\"", "STRING_TOO_LONG", "External Id: data value too large: 01234567890123456789012345678901234567890 (max length=40)")]
    public void Is_refused(string field, string sent, string code, string message)
    {
        SalesforceError error = Assert.Throws<SalesforceError>(() => Insert(field, sent));
        Assert.Equal(code, error.ErrorCode);
        Assert.StartsWith(message, error.Message, StringComparison.Ordinal);
        Assert.Equal(code == "JSON_PARSER_ERROR", error.EndsRequest);
    }

    [Fact]
    public void A_field_that_is_wrong_is_not_missing_besides()
    {
        SalesforceError error = Assert.Throws<SalesforceError>(() => _org.Insert("Invoice__c", """{"Account__c":"nobody","Positions__c":2147483648}"""));
        Assert.Equal(["MALFORMED_ID", "NUMBER_OUTSIDE_VALID_RANGE"], error.Errors.Select(e => e.Code));
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("5")]
    [InlineData("null")]
    public void What_is_no_object_is_no_row(string json)
    {
        SalesforceError error = Assert.Throws<SalesforceError>(() => _org.Insert("Invoice__c", json));
        Assert.Equal(("JSON_PARSER_ERROR", true), (error.ErrorCode, error.EndsRequest));
    }

    [Theory]
    [InlineData("a@b.example", true)]
    [InlineData("a.b+c@d-e.f.example", true)]
    [InlineData("@b.example", false)]
    [InlineData("a@.example", false)]
    [InlineData("a@example", false)]
    [InlineData("a@b.example.", false)]
    [InlineData("a@b@c.example", false)]
    [InlineData("a b@c.example", false)]
    [InlineData("a.b@example", false)]
    public void An_address_has_a_name_and_a_domain(string email, bool taken)
    {
        string json = JsonSerializer.Serialize(new { LastName = "x", Email = email });
        if (taken) _org.Insert("Contact", json);
        else Assert.Equal("INVALID_EMAIL_ADDRESS", Assert.Throws<SalesforceError>(() => _org.Insert("Contact", json)).ErrorCode);
    }

    public void Dispose() => _org.Dispose();

    private string Insert(string field, string value) =>
        _org.Insert("Invoice__c", $$"""{"Account__c":"{{_account}}","{{field}}":{{value}}}""");
}
