using SalesforceCC.Records;
using Xunit;
using static SalesforceCC.Client.Tests.Records.Reading;

namespace SalesforceCC.Client.Tests.Records;

public class PageReaderTests
{
    private static readonly string[] s_fields = ["Id", "Name", "N", "D", "B", "F", "Z"];

    [Fact]
    public async Task A_row_has_its_fields_in_order_and_a_type_named_after_its_object()
    {
        RecordPage page = await Rows("Account", null,
            """ "Id":"001","Name":"A\u00e9\n","N":5,"D":5.50,"B":true,"F":false,"Z":null """);

        SfRecord record = Assert.Single(page);
        Assert.Equal("Salesforce.Account", record.GetType().FullName);
        Assert.Equal(s_fields, record.GetFieldNames());
        Assert.Equal(s_fields, record.GetType().GetProperties().Select(p => p.Name));
        Assert.Equal(new object?[] { "001", "Aé\n", 5, 5.50m, true, false, null }, ValuesOf(record));
        Assert.Equal("001", (string)((dynamic)record).Id);
        Assert.Equal("Aé\n", record.ToString());
        Assert.Equal("Account", record.GetObjectName());
        Assert.Equal("001", record.GetValue("iD"));
        Assert.Null(record.GetValue("Nonesuch"));
    }

    [Theory]
    [InlineData("""{"done":false,"nextRecordsUrl":"/n","totalSize":7,"records":[]}""")]
    [InlineData("""{"records":[],"nextRecordsUrl":"/n","totalSize":7,"done":false}""")]
    [InlineData("""{"size":2,"entityTypeName":"X","queryLocator":null,"totalSize":7,"done":false,"x":[{"y":[]}],"records":[],"nextRecordsUrl":"\/n"}""")]
    public async Task A_page_may_have_its_members_in_any_order_and_others_beside_them(string json)
    {
        List<string> announced = [];

        RecordPage page = await new PageReader(shapes: Reading.NewShapes()).ReadAsync(
            new MemoryStream(System.Text.Encoding.UTF8.GetBytes(json)), announced.Add, TestContext.Current.CancellationToken);

        Assert.Equal(7, page.TotalSize);
        Assert.False(page.Done);
        Assert.Equal("/n", page.NextRecordsUrl);
        Assert.Equal(["/n"], announced);
        Assert.Empty(page);
    }

    [Fact]
    public async Task The_next_page_is_announced_before_the_first_row_has_arrived()
    {
        string? announced = null;
        byte[] head = """{"totalSize":2,"done":false,"nextRecordsUrl":"/next","records":["""u8.ToArray();
        byte[] rest = """{"Id":"1"}]}"""u8.ToArray();
        TaskCompletionSource more = new();
        GatedStream stream = new(head, rest, more.Task);

        Task<RecordPage> reading = new PageReader(shapes: Reading.NewShapes()).ReadAsync(
            stream, url => announced = url, TestContext.Current.CancellationToken);

        Assert.Equal("/next", announced);
        Assert.False(reading.IsCompleted);
        more.SetResult();
        Assert.Single(await reading);
    }

    [Fact]
    public async Task A_row_that_looks_like_a_page_is_a_row()
    {
        RecordPage page = await Page("""{"records":[{"records":[]},{"totalSize":0,"done":true,"records":[]}]}""");

        Assert.Equal(["records"], page[0].GetFieldNames());
        Assert.Empty(Assert.IsType<object[]>(page[0].GetValue("records")));
        Assert.Equal(["totalSize", "done", "records"], page[1].GetFieldNames());
    }

    [Fact]
    public async Task Parents_are_records_and_children_arrays()
    {
        RecordPage page = await Rows("A", null,
            """ "P":{"attributes":{"type":"U","url":"/u"},"Name":"x"},"C":{"totalSize":1,"done":true,"records":[{"attributes":{"type":"K","url":"/c"},"V":1}]} """,
            """ "P":null,"C":null """,
            """ "P":{"attributes":{"type":"Group","url":"/u"},"Name":"y"},"C":{"totalSize":0,"done":true,"records":[]} """);

        SfRecord parent = Assert.IsAssignableFrom<SfRecord>(page[0].GetValue("P"));
        Assert.Same(parent, page[0].GetValue("P"));
        Assert.Equal("x", parent.ToString());
        Assert.Equal("Salesforce.U", parent.GetType().FullName);
        SfRecord child = Assert.Single(Assert.IsType<SfRecord[]>(page[0].GetValue("C")));
        Assert.Equal("Salesforce.K", child.GetType().FullName);
        Assert.Equal(1, child.GetValue("V"));
        Assert.Equal(new object?[] { null, null }, ValuesOf(page[1]));
        Assert.Equal("Salesforce.Group", page[2].GetValue("P")!.GetType().FullName);
        Assert.Empty(Assert.IsType<SfRecord[]>(page[2].GetValue("C")));
        Assert.Empty(page.IncompleteChildren);
    }

    [Fact]
    public async Task Children_that_go_on_elsewhere_are_listed_and_can_be_completed()
    {
        const string More = """{"totalSize":2,"done":false,"nextRecordsUrl":"/n","records":[{"attributes":{"type":"K","url":"/c"},"V":1}]}""";
        RecordPage page = await Rows("A", null,
            $""" "Id":"1","C":{More} """,
            $$""" "Id":"2","C":{"totalSize":1,"done":true,"records":[{"attributes":{"type":"K","url":"/c"},"G":{{More}}}]} """);

        Assert.Equal(2, page.IncompleteChildren.Count);
        IncompleteChildren first = page.IncompleteChildren[0];
        Assert.Same(page[0], first.Owner);
        Assert.Equal(("C", "/n", 2L), (first.Field, first.NextRecordsUrl, first.TotalSize));
        SfRecord[] children = Assert.IsType<SfRecord[]>(page[1].GetValue("C"));
        Assert.Same(children[0], page.IncompleteChildren[1].Owner);

        RecordPage others = await Rows("K", null, "\"V\":2");
        first.Append(others);
        Assert.Equal([1, 2], Assert.IsType<SfRecord[]>(page[0].GetValue("C")).Select(c => c.GetValue("V")));
    }

    [Fact]
    public async Task Compound_values_are_records_of_their_own_kind()
    {
        RecordPage page = await Rows("A", null, """
            "BillingAddress":{"city":"X","country":null,"geocodeAccuracy":null,"latitude":1.5,"longitude":2,"postalCode":"1","state":null,"street":"S"},
            "Place__c":{"latitude":1.5,"longitude":2.5},"Odd":{"a":[1,"b",null,[true],{"c":1}]}
            """);

        Assert.Equal("Salesforce.Address", page[0].GetValue("BillingAddress")!.GetType().FullName);
        Assert.Equal("Salesforce.Location", page[0].GetValue("Place__c")!.GetType().FullName);
        SfRecord odd = Assert.IsAssignableFrom<SfRecord>(page[0].GetValue("Odd"));
        Assert.Equal("Salesforce.Record", odd.GetType().FullName);
        object?[] array = Assert.IsType<object?[]>(odd.GetValue("a"));
        Assert.Equal(new object?[] { 1, "b", null }, array[..3]);
        Assert.Equal(new object[] { true }, array[3]);
        Assert.Equal(1, Assert.IsAssignableFrom<SfRecord>(array[4]).GetValue("c"));
    }

    [Fact]
    public async Task Attributes_may_come_last_or_not_at_all_and_may_be_a_field_of_that_name()
    {
        RecordPage page = await Page("""
            {"records":[{"Id":"1","attributes":{"url":"/x","type":"Account"}},{"Id":"2"},{"attributes":"mine","Id":"3"},
                        {"attributes":{},"Id":"4"},{"attributes":{"type":"No Name!"},"Id":"5"}]}
            """);

        Assert.Equal(
            ["Salesforce.Account", "Salesforce.Record", "Salesforce.Record", "Salesforce.Record", "Salesforce.Record"],
            page.Select(r => r.GetType().FullName));
        Assert.Equal(["1", "2", "3", "4", "5"], page.Select(r => r.GetValue("Id")));
        Assert.Equal("mine", page[2].GetValue("attributes"));
    }

    [Fact]
    public async Task Rows_of_other_shapes_in_one_page_keep_their_own_fields()
    {
        string[] rows = [.. Enumerable.Range(0, 40).Select(i => (i % 3) switch
        {
            0 => $"\"Id\":\"{i}\",\"A\":{i}",
            1 => $"\"Id\":\"{i}\",\"B\":{i}",
            _ => $"\"A\":{i},\"Id\":\"{i}\"",
        })];

        RecordPage page = await Rows("X", null, rows);

        for (int i = 0; i < rows.Length; i++)
        {
            Assert.Equal($"{i}", page[i].GetValue("Id"));
            Assert.Equal(i, page[i].GetValue(i % 3 == 1 ? "B" : "A"));
            Assert.Equal("Salesforce.X", page[i].GetType().FullName);
        }
    }

    [Fact]
    public async Task A_huge_value_is_whole()
    {
        string huge = new('x', 20_000_000);

        RecordPage page = await Page(PageOf("A", $"\"Body\":\"{huge}\""), null, 8192);

        Assert.Equal(huge, page[0].GetValue("Body"));
    }

    [Theory]
    [InlineData(256)]
    [InlineData(257)]
    [InlineData(5000)]
    public async Task A_page_may_have_any_number_of_rows(int count)
    {
        RecordPage page = await Rows("A", null, [.. Enumerable.Range(0, count).Select(i => $"\"N\":{i}")]);

        Assert.Equal(Enumerable.Range(0, count), page.Select(r => (int)r.GetValue("N")!));
    }

    [Theory]
    [InlineData("""{"records":[]}""", true)]
    [InlineData("""{"records":[],"nextRecordsUrl":"/n"}""", false)]
    [InlineData("""{"records":[],"nextRecordsUrl":null}""", true)]
    [InlineData("""{"records":[],"nextRecordsUrl":"/n","done":true}""", true)]
    public async Task A_page_that_does_not_say_is_done_if_it_leads_nowhere(string json, bool isDone)
    {
        RecordPage page = await Page(json);

        Assert.Equal(isDone, page.Done);
        Assert.Null(page.TotalSize);
    }

    [Fact]
    public async Task Rows_of_many_objects_each_have_the_type_of_their_own()
    {
        string[] types = ["A", "A", "AB", "A", "B", "AB", "AB", "A"];
        string[] rows = [.. types.Select((t, i) => (i % 4) switch
        {
            0 => $$$"""{"attributes":{"type":"{{{t}}}","url":"/{{{i}}}"},"Id":"{{{i}}}"}""",
            1 => $$$"""{"attributes":{"type":"{{{t}}}","url":"/\u0041"},"Id":"{{{i}}}"}""",
            2 => $$$"""{"attributes":{"type":"{{{t}}}"},"Id":"{{{i}}}"}""",
            _ => $$$"""{"attributes":{"type":"{{{t}}}","url":"/{{{i}}}","more":1},"Id":"{{{i}}}"}""",
        })];

        RecordPage page = await Page($$$"""{"records":[{{{string.Join(",", rows.Concat(rows))}}}]}""");

        Assert.Equal(types.Concat(types), page.Select(r => r.GetObjectName()));
        Assert.Equal(Enumerable.Range(0, 16).Select(i => $"{i % 8}"), page.Select(r => r.GetValue("Id")));
    }

    [Theory]
    [InlineData("{\"done\":true,\"records\":[", "],\"Other\":1}")]
    [InlineData("{\"totalSize\":1,\"records\":[", "],\"done\":5}")]
    public async Task Objects_that_only_begin_like_child_rows_take_no_longer_the_deeper_they_are(string open, string close)
    {
        const int Levels = 30;
        string json = $$"""{"records":[{"A":{{string.Concat(Enumerable.Repeat(open, Levels))}}{{string.Concat(Enumerable.Repeat(close, Levels))}}}]}""";

        // On a thread of its own: what is read twice at each level is not done before the sun goes out.
        RecordPage page = await Task.Run(() => Page(json), TestContext.Current.CancellationToken)
            .WaitAsync(Patience.Limit, TestContext.Current.CancellationToken);

        object? value = Assert.Single(page).GetValue("A");
        for (int level = 1; level < Levels; level++)
            value = Assert.Single(Assert.IsType<object?[]>(Assert.IsAssignableFrom<SfRecord>(value).GetValue("records")));
        Assert.Empty(Assert.IsType<object?[]>(Assert.IsAssignableFrom<SfRecord>(value).GetValue("records")));
    }

    [Fact]
    public async Task Child_rows_whose_place_a_later_value_took_are_not_fetched()
    {
        RecordPage page = await Page("""{"records":[{"A":{"done":false,"nextRecordsUrl":"/x","records":[{"B":1}]},"a":5}]}""");

        Assert.Empty(page.IncompleteChildren);
        Assert.Equal(5, Assert.Single(page).GetValue("A"));
    }
}
