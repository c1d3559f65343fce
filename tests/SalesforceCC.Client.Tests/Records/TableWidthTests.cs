using SalesforceCC.Records;

namespace SalesforceCC.Client.Tests.Records;

public class TableWidthTests
{
    public static TheoryData<string, bool> FieldLists => new()
    {
        { "Id", true },
        { "Id,Name,A,B,C,D", true },
        { "Name,A,B,C,D,E,F", true },
        { "A,B,C,D,E,F", true },
        { "A,B,C,D,E,F,G", false },
        { "Id,Name,A,B,C,D,E,F,G", false },
        // So few always are a table, however long the names.
        { "Id,A_Very_Long_Custom_Field_Name__c,Another_Very_Long_Custom_Field__c,CreatedDate", true },
        { "Id,A_Very_Long_Custom_Field_Name__c,Another_Very_Long_Custom_Field__c,CreatedDate,LastModifiedDate", false },
        { "Id,OwnerId,AccountId,ParentId,Name", false },
        { "", false },
    };

    [Theory]
    [MemberData(nameof(FieldLists))]
    public void Only_fields_with_room_beside_each_other_are_a_table(string list, bool fits)
    {
        string[] fields = list.Split(',', StringSplitOptions.RemoveEmptyEntries);
        FieldType[] types = [.. fields.Select(static f => f.EndsWith("Date", StringComparison.Ordinal) ? FieldType.DateTime : FieldType.Text)];
        Assert.Equal(fits, TableWidth.Fits("Account", fields, types));
        Assert.Equal(fits, new RecordShapes(10, 10, 100).Get("Account", fields, types).Create(Layout(fields), Array.Empty<byte>()) is SfTableRecord);
        // The same where no type is emitted any more.
        SfRecord generic = new RecordShapes(0, 0, 0).Get("Account", fields).Create(Layout(fields), Array.Empty<byte>());
        Assert.Equal(TableWidth.Fits("Account", fields, new FieldType[fields.Length]), generic is SfTableRecord);
    }

    [Theory]
    [InlineData("Case", "Id,Subject,CaseNumber", "CaseNumber")]
    [InlineData("Case", "Id,CASENUMBER", "CASENUMBER")]
    [InlineData("Task", "Id,Subject", "Subject")]
    [InlineData("Contact", "LastName,Name", "Name")]
    [InlineData("Solution", "SolutionName", "SolutionName")]
    [InlineData("Account", "Id,Username", null)]
    public void The_field_that_names_a_record_is_found(string objectName, string fields, string? expected) =>
        Assert.Equal(expected, NameField.Of(objectName, fields.Split(',')));

    private static RecordLayout Layout(string[] fields) =>
        new(new RecordShapes(10, 10, 100).Get("Account", fields), null, new FieldType[fields.Length], null, 0, isSettled: true);
}
