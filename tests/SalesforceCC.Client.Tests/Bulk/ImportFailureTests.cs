using SalesforceCC.Bulk;

namespace SalesforceCC.Client.Tests.Bulk;

public sealed class ImportFailureTests
{
    [Theory]
    [InlineData("REQUIRED_FIELD_MISSING:Required fields are missing: [Name]:Name --", "REQUIRED_FIELD_MISSING", "Required fields are missing: [Name]", "Name")]
    [InlineData("INVALID_FIELD:Foreign key external ID: 42 not found for field Ext__c in entity Account:Ext__c, Name --", "INVALID_FIELD", "Foreign key external ID: 42 not found for field Ext__c in entity Account", "Ext__c", "Name")]
    [InlineData("FIELD_CUSTOM_VALIDATION_EXCEPTION:Two\nlines, \"quoted\": -- --", "FIELD_CUSTOM_VALIDATION_EXCEPTION", "Two\nlines, \"quoted\"", "--")]
    [InlineData("UNABLE_TO_LOCK_ROW:unable to obtain exclusive access: --", "UNABLE_TO_LOCK_ROW", "unable to obtain exclusive access")]
    [InlineData("UNKNOWN_EXCEPTION:something", "UNKNOWN_EXCEPTION", "something")]
    [InlineData("no code: at all", "", "no code: at all")]
    [InlineData(":x", "", ":x")]
    [InlineData("text --", "", "text --")]
    [InlineData("", "", "")]
    public void The_text_of_a_row_has_code_message_and_fields(string error, string code, string message, params string[] fields)
    {
        ImportFailure failure = new(null!, 2, null, error, []);

        Assert.Equal((code, message), (failure.Code, failure.Message));
        Assert.Equal(fields, failure.Fields);
    }
}
