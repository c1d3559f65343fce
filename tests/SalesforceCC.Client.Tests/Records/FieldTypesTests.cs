using SalesforceCC.Records;
using Xunit;

namespace SalesforceCC.Client.Tests.Records;

public class FieldTypesTests
{
    // The types of "Field Types" in the Object Reference, as describe names them.
    [Theory]
    [InlineData("boolean", FieldType.Boolean)]
    [InlineData("int", FieldType.Integer)]
    [InlineData("integer", FieldType.Integer)]
    [InlineData("long", FieldType.Integer)]
    [InlineData("double", FieldType.Number)]
    [InlineData("currency", FieldType.Number)]
    [InlineData("percent", FieldType.Number)]
    [InlineData("date", FieldType.Date)]
    [InlineData("datetime", FieldType.DateTime)]
    [InlineData("time", FieldType.Time)]
    [InlineData("anyType", FieldType.Unknown)]
    [InlineData("address", FieldType.Unknown)]
    [InlineData("location", FieldType.Unknown)]
    [InlineData("complexvalue", FieldType.Unknown)]
    [InlineData("json", FieldType.Unknown)]
    [InlineData(null, FieldType.Unknown)]
    [InlineData("string", FieldType.Text)]
    [InlineData("id", FieldType.Text)]
    [InlineData("reference", FieldType.Text)]
    [InlineData("picklist", FieldType.Text)]
    [InlineData("multipicklist", FieldType.Text)]
    [InlineData("combobox", FieldType.Text)]
    [InlineData("textarea", FieldType.Text)]
    [InlineData("phone", FieldType.Text)]
    [InlineData("url", FieldType.Text)]
    [InlineData("email", FieldType.Text)]
    [InlineData("encryptedstring", FieldType.Text)]
    [InlineData("base64", FieldType.Text)]
    [InlineData("of some later version", FieldType.Text)]
    [InlineData("", FieldType.Text)]
    public void A_type_of_describe(string? describeType, FieldType expected) =>
        Assert.Equal(expected, FieldTypes.FromDescribe(describeType));

    [Theory]
    [InlineData("CreatedDate", FieldType.DateTime)]
    [InlineData("LastModifiedDate", FieldType.DateTime)]
    [InlineData("SystemModstamp", FieldType.DateTime)]
    [InlineData("LastViewedDate", FieldType.DateTime)]
    [InlineData("LastReferencedDate", FieldType.DateTime)]
    [InlineData("LastActivityDate", FieldType.Date)]
    [InlineData("CloseDate", FieldType.Unknown)]
    [InlineData("", FieldType.Unknown)]
    public void An_audit_field(string field, FieldType expected) => Assert.Equal(expected, FieldTypes.OfAuditField(field));
}
