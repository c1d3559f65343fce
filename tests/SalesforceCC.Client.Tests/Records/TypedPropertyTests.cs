using SalesforceCC.Query;
using SalesforceCC.Records;
using Xunit;
using static SalesforceCC.Client.Tests.Records.Reading;

namespace SalesforceCC.Client.Tests.Records;

/// <summary>Properties have the type of their field, and no value is lost for that.</summary>
public class TypedPropertyTests
{
    private const string Row = """ "Id":"1","D":"2010-01-01","T":"2011-07-07T00:37:00.000+0000","C":"09:30:00.250Z","X":"x","N":4,"I":5,"B":true,"L":7,"U":null """;

    private static readonly Type[] s_types =
        [typeof(string), typeof(DateTime?), typeof(DateTimeOffset?), typeof(TimeSpan?), typeof(string), typeof(decimal?), typeof(int?), typeof(bool?), typeof(object), typeof(object)];

    private static FakeTypes Types() => new FakeTypes().With(
        "A", ("D", FieldType.Date), ("T", FieldType.DateTime), ("C", FieldType.Time), ("X", FieldType.Text),
        ("N", FieldType.Number), ("I", FieldType.Integer), ("B", FieldType.Boolean), ("L", FieldType.Long));

    private static Type[] TypesOf(SfRecord row) => [.. row.GetType().GetProperties().Select(p => p.PropertyType)];

    [Fact]
    public async Task They_are_there_from_the_first_page_on()
    {
        PageReader reader = new(Types());
        string nested = Row + ",\"P\":{\"attributes\":{\"type\":\"A\"},\"D\":\"2010-01-01\"},\"K\":{\"done\":true,\"records\":[{\"attributes\":{\"type\":\"A\"},\"N\":5}]}";

        RecordPage first = await Rows("A", reader, nested, nested);
        RecordPage second = await Rows("A", reader, nested);

        Assert.Same(first[0].GetType(), second[0].GetType());
        foreach (SfRecord row in first.Concat(second))
        {
            Assert.Equal(s_types, TypesOf(row).Take(10));
            Assert.Equal(ValuesOf(row), row.GetType().GetProperties().Select(p => p.GetValue(row)));
            Assert.Equal(typeof(DateTime?), TypesOf((SfRecord)row.GetValue("P")!)[0]);
            Assert.Equal(typeof(decimal?), TypesOf(((SfRecord[])row.GetValue("K")!)[0])[0]);
        }
    }

    [Fact]
    public async Task Incomplete_children_stay_with_the_record_that_is_handed_out()
    {
        const string Next = "/services/data/v68.0/query/01g-2";
        string row = $$"""{{Row}},"K":{"totalSize":2,"done":false,"nextRecordsUrl":"{{Next}}","records":[{"attributes":{"type":"A"},"D":"2010-01-01"}]}""";

        RecordPage page = await Rows("A", new PageReader(Types()), row);
        IncompleteChildren children = Assert.Single(page.IncompleteChildren);

        Assert.Same(page[0], children.Owner);
        children.Append((await Rows("A", new PageReader(Types()), Row)).ToArray());
        Assert.Equal(2, ((SfRecord[])page[0].GetValue("K")!).Length);
        Assert.False(page[0].HasChanges());
    }

    [Theory]
    [InlineData("D", "\"2010-02-31\"")]
    [InlineData("D", "5")]
    [InlineData("T", "\"2010-01-01\"")]
    [InlineData("C", "\"24:00:00Z\"")]
    [InlineData("N", "1e400")]
    [InlineData("N", "\"much\"")]
    [InlineData("I", "3000000000")]
    [InlineData("I", "\"seven\"")]
    [InlineData("B", "\"true\"")]
    [InlineData("X", "5")]
    [InlineData("X", "{\"a\":1}")]
    [InlineData("Id", "[1]")]
    public async Task A_value_of_another_type_is_there_all_the_same(string field, string value)
    {
        FakeTypes types = Types();
        types.IsKnown = true;
        string odd = $"\"{field}\":{value}";

        RecordPage page = await Rows("A", new PageReader(types), $"\"{field}\":null", odd, $"\"{field}\":null");

        Assert.Equal(typeof(object), TypesOf(page[1])[0]);
        Assert.NotNull(page[1].GetValue(field));
        Assert.Equal(page[1].GetValue(field), page[1].GetType().GetProperties()[0].GetValue(page[1]));
        Assert.Same(page[0].GetType(), page[2].GetType());
        Assert.NotEqual(typeof(object), TypesOf(page[0])[0]);
        Assert.Null(page[0].GetType().GetProperties()[0].GetValue(page[0]));
    }

    [Fact]
    public async Task Raw_rows_have_none()
    {
        RecordPage page = await Rows("A", new PageReader(), Row);
        Assert.All(TypesOf(page[0]), t => Assert.Equal(typeof(object), t));
    }

    [Fact]
    public async Task A_subquery_without_rows_is_an_empty_array_and_no_parent_is_null()
    {
        Selection selection = SoqlOutline.Of(
            "SELECT Id, Owner.Name, (SELECT Id, (SELECT Id FROM Cases) FROM contacts) FROM Account").Selection!;
        const string Account = """ "Id":"1","Owner":null,"Contacts":{"totalSize":1,"done":true,"records":[{"attributes":{"type":"C"},"Id":"2","Cases":null}]} """;

        foreach (IFieldTypeSource? types in new IFieldTypeSource?[] { null, new FakeTypes() })
        {
            RecordPage page = await Rows("Account", new PageReader(types, selection), """ "Id":"0","Owner":null,"Contacts":null """, Account);

            Assert.Empty(Assert.IsType<SfRecord[]>(page[0].GetValue("Contacts")));
            Assert.Null(page[0].GetValue("Owner"));
            Assert.Empty(Assert.IsType<SfRecord[]>(((SfRecord[])page[1].GetValue("Contacts")!)[0].GetValue("Cases")));
        }
    }

    [Fact]
    public void There_is_an_end_to_types()
    {
        RecordShapes shapes = new(mostTypes: 20, mostOfObject: 5, mostProperties: 1_000);
        int Emitted(string name, int count) => Enumerable.Range(0, count).Count(i => shapes.Get(name, [$"F{i}"]).IsEmitted);

        Assert.Equal(5, Emitted("A", 3_000));
        Assert.Equal(5, Emitted("a", 5) + Emitted("B", 3_000));
        Assert.Equal(10, Enumerable.Range(0, 100).Count(i => shapes.Get($"C{i}", ["F"]).IsEmitted));
        Assert.True(shapes.Get("A", ["F0"]).IsEmitted);
        Assert.False(new RecordShapes(20, 5, 10).Get("W", [.. Enumerable.Range(0, 11).Select(i => $"F{i}")]).IsEmitted);
    }

    [Fact]
    public async Task Rows_without_a_type_of_their_own_are_the_same_in_all_else()
    {
        RecordShapes none = new(0, 0, 0);
        FakeTypes types = Types();

        RecordPage page = await Rows("A", new PageReader(types, shapes: none), Row + ",\"P\":{\"attributes\":{\"type\":\"A\"},\"D\":\"2010-01-01\"}");
        RecordPage typed = await Rows("A", new PageReader(types), Row);

        Assert.IsType<GenericRecord>(page[0]);
        Assert.Equal("A 1", page[0].ToString());
        Assert.Equal(ValuesOf(typed[0]), ValuesOf(page[0]).Take(10));
        Assert.IsType<DateTime>(((SfRecord)page[0].GetValue("P")!).GetValue("D"));
        page[0].Set(5, 9m);
        Assert.Equal(["N"], page[0].GetChangedFields());
    }
}
