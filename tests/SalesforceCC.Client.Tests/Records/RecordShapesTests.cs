using System.Reflection;
using System.Text.Json;
using SalesforceCC.Records;
using Xunit;
using static SalesforceCC.Client.Tests.Records.Reading;

namespace SalesforceCC.Client.Tests.Records;

public class RecordShapesTests
{
    [Fact]
    public async Task Shapes_are_shared_and_rows_of_other_fields_have_other_types_of_the_same_name()
    {
        SfRecord one = (await Rows("Shared", new PageReader(), "\"A\":1,\"B\":2"))[0];
        SfRecord other = (await Rows("Shared", new PageReader(), "\"B\":1,\"A\":2"))[0];

        Assert.Same(one.Layout.Shape, (await Rows("Shared", new PageReader(), "\"A\":3,\"B\":4"))[0].Layout.Shape);
        Assert.NotSame(one.GetType(), other.GetType());
        Assert.Equal(one.GetType().FullName, other.GetType().FullName);
        Assert.Equal(1, ((dynamic)one).A);
        Assert.Equal(1, ((dynamic)other).B);
    }

    [Fact]
    public async Task A_record_has_no_public_property_but_its_fields()
    {
        SfRecord record = (await Rows("Plain", null, "\"A\":1"))[0];

        Assert.Empty(typeof(SfRecord).GetProperties());
        Assert.Equal(["A"], record.GetType().GetProperties().Select(p => p.Name));
        Assert.Empty(record.GetType().GetFields());
        Assert.True(record.GetType().IsSealed);
        Assert.True(record.GetType().IsVisible);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("a.b")]
    [InlineData("a\0b")]
    [InlineData("+,*&[]\\`")]
    [InlineData("漢字😀")]
    [InlineData("GetValue")]
    [InlineData("ToString")]
    [InlineData("get_Id")]
    [InlineData("Item")]
    [InlineData("_data")]
    public async Task Any_name_can_be_a_field(string name)
    {
        SfRecord record = (await Rows("Weird", null, $"\"Id\":\"1\",{JsonSerializer.Serialize(name)}:\"value\""))[0];

        PropertyInfo property = record.GetType().GetProperties()[1];
        Assert.Equal("value", property.GetValue(record));
        Assert.Equal("value", record.GetValue(name));
        Assert.Equal("Weird 1", record.ToString());
        property.SetValue(record, 5);
        Assert.Equal(5, record.GetValue(name));
    }

    [Theory]
    [InlineData("", "_")]
    [InlineData("_", "")]
    [InlineData("a\0", "a\uFFFD")]
    public async Task Names_that_metadata_cannot_tell_apart_are_properties_of_their_own(string one, string other)
    {
        SfRecord record = (await Rows("Alike", null, $"{JsonSerializer.Serialize(one)}:1,{JsonSerializer.Serialize(other)}:2"))[0];

        Assert.Equal([1, 2], record.GetType().GetProperties().Select(p => p.GetValue(record)));
        Assert.Equal(2, record.GetValue(other));
    }

    [Fact]
    public async Task Names_of_any_length_and_number_make_a_type()
    {
        string[] names = [.. Enumerable.Range(0, 900).Select(i => $"F{i}__c"), new string('x', 5000)];

        SfRecord record = (await Rows("Wide", null, string.Join(',', names.Select((n, i) => $"\"{n}\":{i}"))))[0];

        Assert.Equal(900, record.GetValue(names[900]));
        Assert.Equal(450, record.GetType().GetProperty("F450__c")!.GetValue(record));
    }

    [Fact]
    public void Many_threads_get_the_same_shapes()
    {
        RecordShape[] shapes = new RecordShape[64];

        Parallel.For(0, shapes.Length, i => shapes[i] = RecordShapes.Shared.Get("Parallel", [$"F{i % 8}", "Id"]));

        Assert.Equal(8, shapes.Distinct().Count());
    }

    [Fact]
    public async Task A_wide_or_large_row_is_packed_with_wider_offsets()
    {
        string large = new('é', 70_000);
        string row = string.Join(",", Enumerable.Range(0, 300).Select(i => $"\"F{i}\":\"{i}\"")) + $",\"Body\":\"{large}\",\"Z\":1";

        RecordPage page = await Rows("Large", null, row);

        Assert.Equal(large, page[0].GetValue("Body"));
        Assert.Equal("299", page[0].GetValue("F299"));
        Assert.Equal("0", page[0].GetValue("F0"));
        Assert.Equal(1, page[0].GetValue("Z"));
    }

    [Fact]
    public async Task A_record_may_be_read_while_another_thread_sets_a_field()
    {
        for (int round = 0; round < 50; round++)
        {
            RecordPage page = await Rows("Race", null,
                """ "Id":"1","P":{"attributes":{"type":"U","url":"/"},"Name":"n"},"N":5 """);
            SfRecord record = page[0];

            Parallel.For(0, 8, i =>
            {
                if (i == 4)
                    record.GetType().GetProperty("N")!.SetValue(record, 6);
                Assert.Equal("1", record.GetValue("Id"));
                Assert.Equal("n", record.GetValue("P")!.ToString());
            });
        }
    }
}
