using System.Text;
using SalesforceCC.Records;
using Xunit;

namespace SalesforceCC.Client.Tests.Records;

public class PageReaderTests
{
    private static Task<RecordPage> Read(string json, PageReader? reader = null) =>
        (reader ?? new PageReader()).ReadAsync(new MemoryStream(Encoding.UTF8.GetBytes(json)));

    [Fact]
    public async Task A_row_has_its_fields_in_order_and_a_type_named_after_its_object()
    {
        RecordPage page = await Read("""
            {"totalSize":1,"done":true,"records":[{"attributes":{"type":"Account","url":"/x"},
             "Id":"001","Name":"A\u00e9\n","N":5,"D":5.50,"B":true,"F":false,"Z":null}]}
            """);

        SfRecord record = Assert.Single(page);
        Assert.Equal("Salesforce.Account", record.GetType().FullName);
        Assert.Equal(["Id", "Name", "N", "D", "B", "F", "Z"], record.GetFieldNames());
        Assert.Equal(["Id", "Name", "N", "D", "B", "F", "Z"], record.GetType().GetProperties().Select(p => p.Name));
        Assert.Equal(
            new object?[] { "001", "Aé\n", 5, 5.50m, true, false, null },
            record.GetFieldNames().Select(record.GetValue));
        Assert.Equal("Account 001", record.ToString());
        Assert.Equal("001", (string)((dynamic)record).Id);
        Assert.Equal(1, page.TotalSize);
        Assert.True(page.Done);
    }

    [Fact]
    public async Task Parents_are_records_and_children_arrays()
    {
        RecordPage page = await Read("""
            {"totalSize":2,"done":true,"records":[
              {"attributes":{"type":"A","url":"/1"},"P":{"attributes":{"type":"U","url":"/u"},"Name":"x"},
               "C":{"totalSize":3,"done":false,"nextRecordsUrl":"/n","records":[{"attributes":{"type":"C","url":"/c"},"V":1}]}},
              {"attributes":{"type":"A","url":"/2"},"P":null,"C":null}]}
            """);

        SfRecord parent = Assert.IsAssignableFrom<SfRecord>(page[0].GetValue("P"));
        Assert.Equal("x", parent.GetValue("name"));
        SfRecord[] children = Assert.IsType<SfRecord[]>(page[0].GetValue("C"));
        Assert.Equal(1, Assert.Single(children).GetValue("V"));
        Assert.Null(page[1].GetValue("P"));
        IncompleteChildren more = Assert.Single(page.IncompleteChildren);
        Assert.Same(page[0], more.Owner);
        Assert.Equal("C", more.Field);
        more.Append(children);
        Assert.Equal(2, Assert.IsType<SfRecord[]>(page[0].GetValue("C")).Length);
    }

    [Fact]
    public async Task Setting_a_property_changes_that_field_only()
    {
        RecordPage page = await Read("""
            {"totalSize":1,"done":true,"records":[{"attributes":{"type":"A","url":"/1"},"Id":"1","N":2}]}
            """);
        dynamic record = page[0];

        record.N = "three";

        Assert.Equal("three", (string)record.N);
        Assert.Equal("1", (string)record.Id);
    }
}
