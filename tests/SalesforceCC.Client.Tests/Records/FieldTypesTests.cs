using SalesforceCC.Records;
using Xunit;

namespace SalesforceCC.Client.Tests.Records;

public class FieldTypesTests
{
    // The types of "Field Types" in the Object Reference, as describe names them.
    [Theory]
    [InlineData("boolean", nameof(FieldType.Boolean))]
    [InlineData("int", nameof(FieldType.Integer))]
    [InlineData("integer", nameof(FieldType.Integer))]
    [InlineData("long", nameof(FieldType.Long))]
    [InlineData("double", nameof(FieldType.Number))]
    [InlineData("currency", nameof(FieldType.Number))]
    [InlineData("percent", nameof(FieldType.Number))]
    [InlineData("date", nameof(FieldType.Date))]
    [InlineData("datetime", nameof(FieldType.DateTime))]
    [InlineData("time", nameof(FieldType.Time))]
    [InlineData("anyType", nameof(FieldType.Unknown))]
    [InlineData("address", nameof(FieldType.Unknown))]
    [InlineData("location", nameof(FieldType.Unknown))]
    [InlineData("complexvalue", nameof(FieldType.Unknown))]
    [InlineData("json", nameof(FieldType.Unknown))]
    [InlineData(null, nameof(FieldType.Unknown))]
    [InlineData("string", nameof(FieldType.Text))]
    [InlineData("id", nameof(FieldType.Text))]
    [InlineData("reference", nameof(FieldType.Text))]
    [InlineData("picklist", nameof(FieldType.Text))]
    [InlineData("multipicklist", nameof(FieldType.Text))]
    [InlineData("combobox", nameof(FieldType.Text))]
    [InlineData("textarea", nameof(FieldType.Text))]
    [InlineData("phone", nameof(FieldType.Text))]
    [InlineData("url", nameof(FieldType.Text))]
    [InlineData("email", nameof(FieldType.Text))]
    [InlineData("encryptedstring", nameof(FieldType.Text))]
    [InlineData("base64", nameof(FieldType.Text))]
    [InlineData("of some later version", nameof(FieldType.Text))]
    [InlineData("", nameof(FieldType.Text))]
    public void A_type_of_describe(string? describeType, string expected) =>
        Assert.Equal(expected, FieldTypes.FromDescribe(describeType).ToString());

    [Theory]
    [InlineData("CreatedDate", nameof(FieldType.DateTime))]
    [InlineData("LastModifiedDate", nameof(FieldType.DateTime))]
    [InlineData("SystemModstamp", nameof(FieldType.DateTime))]
    [InlineData("LastViewedDate", nameof(FieldType.DateTime))]
    [InlineData("LastReferencedDate", nameof(FieldType.DateTime))]
    [InlineData("LastActivityDate", nameof(FieldType.Date))]
    [InlineData("CloseDate", nameof(FieldType.Unknown))]
    [InlineData("", nameof(FieldType.Unknown))]
    public void An_audit_field(string field, string expected) =>
        Assert.Equal(expected, FieldTypes.OfAuditField(field).ToString());
}
