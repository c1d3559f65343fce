using SalesforceCC.Records;
using Xunit;
using static SalesforceCC.Client.Tests.Records.Reading;

namespace SalesforceCC.Client.Tests.Records;

public class ChildPageTests
{
    [Theory]
    [InlineData("""{"totalSize":1,"done":true,"records":[{"V":1}]}""")]
    [InlineData("""{"records":[{"V":1}]}""")]
    [InlineData("""{"totalSize":1,"records":[{"V":1}]}""")]
    [InlineData("""{"done":true,"records":[{"V":1}]}""")]
    [InlineData("""{"records":[{"V":1}],"done":true,"totalSize":1}""")]
    [InlineData("""{"nextRecordsUrl":null,"records":[{"V":1}]}""")]
    [InlineData("""{"size":1,"records":[{"V":1}]}""")]
    [InlineData("""{"queryLocator":null,"records":[{"V":1}]}""")]
    [InlineData("""{"entityTypeName":"K","records":[{"V":1}]}""")]
    [InlineData("""{"size":{"any":[]},"entityTypeName":5,"queryLocator":"x","records":[{"V":1}],"done":true}""")]
    public async Task An_object_with_the_members_of_a_page_is_child_rows(string value)
    {
        RecordPage page = await Rows("A", null, $"\"C\":{value},\"D\":2");

        SfRecord child = Assert.Single(Assert.IsType<SfRecord[]>(page[0].GetValue("C")));
        Assert.Equal(1, child.GetValue("V"));
        Assert.Equal(2, page[0].GetValue("D"));
        Assert.Empty(page.IncompleteChildren);
    }

    [Theory]
    [InlineData("""{"totalSize":1,"done":true}""")]
    [InlineData("""{"totalSize":1,"size":[{"V":1}]}""")]
    [InlineData("""{"totalSize":"1","done":true,"records":[]}""")]
    [InlineData("""{"totalSize":1.5,"done":true,"records":[]}""")]
    [InlineData("""{"totalSize":{},"done":true,"records":[]}""")]
    [InlineData("""{"done":1,"records":[]}""")]
    [InlineData("""{"done":null,"records":[]}""")]
    [InlineData("""{"done":{},"records":[]}""")]
    [InlineData("""{"nextRecordsUrl":5,"records":[]}""")]
    [InlineData("""{"nextRecordsUrl":[],"records":[]}""")]
    [InlineData("""{"nextRecordsUrl":true,"records":[]}""")]
    [InlineData("""{"records":[],"done":1}""")]
    [InlineData("""{"records":null}""")]
    [InlineData("""{"records":"none"}""")]
    [InlineData("""{"records":{}}""")]
    [InlineData("""{"records":{"records":[]}}""")]
    [InlineData("""{"records":[1]}""")]
    [InlineData("""{"records":[{"V":1},null]}""")]
    [InlineData("""{"records":[{"records":[]}]}""")]
    [InlineData("""{"records":[],"more":1}""")]
    [InlineData("""{"Records":[]}""")]
    public async Task Anything_else_is_a_record_with_these_fields(string value)
    {
        RecordPage page = await Rows("A", null, $"\"C\":{value},\"D\":2");

        Assert.IsAssignableFrom<SfRecord>(page[0].GetValue("C"));
        Assert.Equal(2, page[0].GetValue("D"));
        using System.Text.Json.JsonDocument document = System.Text.Json.JsonDocument.Parse(value);
        Assert.Equal(Expected.Of(document.RootElement), Expected.Of(page[0].GetValue("C")));
    }

    [Theory]
    [InlineData("""{"nextRecordsUrl":"/\u006e?a=\"b\"","records":[]}""", null)]
    [InlineData("""{"records":[],"totalSize":3,"nextRecordsUrl":"\/n?a=\"b\"","done":false}""", 3L)]
    [InlineData("""{"done":true,"totalSize":-1,"nextRecordsUrl":"/n?a=\"b\"","records":[]}""", -1L)]
    public async Task A_child_page_tells_where_the_others_are(string value, long? total)
    {
        RecordPage page = await Rows("A", null, $"\"X\":1,\"C\":{value}");

        IncompleteChildren children = Assert.Single(page.IncompleteChildren);
        Assert.Equal(("C", "/n?a=\"b\"", total), (children.Field, children.NextRecordsUrl, children.TotalSize));
        Assert.Same(page[0], children.Owner);
    }

    [Theory]
    [InlineData("""{"done":false,"records":[]}""")]
    [InlineData("""{"totalSize":9,"done":false,"nextRecordsUrl":null,"records":[]}""")]
    public async Task Rows_that_are_not_done_without_a_place_for_the_others_are_an_error(string value)
    {
        SfException error = await Assert.ThrowsAsync<SfException>(() => Rows("A", null, $"\"C\":{value}"));

        Assert.Contains("a nextRecordsUrl for child rows that are not done", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_what_else_a_page_holds_nothing_is_fetched()
    {
        const string Half = """{"nextRecordsUrl":"/half","records":[]}""";
        RecordPage page = await Rows("A", null,
            $$""" "B":{"nextRecordsUrl":"/b","records":[]},"C":{"size":{{Half}},"queryLocator":{{Half}},"nextRecordsUrl":"/c","records":[]} """);

        Assert.Equal(["/b", "/c"], page.IncompleteChildren.Select(c => c.NextRecordsUrl));
        Assert.Equal(["B", "C"], page.IncompleteChildren.Select(c => c.Field));
    }

    [Fact]
    public async Task Nor_does_it_matter_where_the_page_stands_in_an_array()
    {
        RecordPage page = await Rows("A", null, """ "L":[{"size":{"nextRecordsUrl":"/half","records":[]},"records":[{"V":1}]}] """);

        Assert.Empty(page.IncompleteChildren);
        Assert.Single(Assert.IsType<SfRecord[]>(Assert.IsType<object?[]>(page[0].GetValue("L"))[0]));
    }
}
