using SalesforceCC.Query;
using SalesforceCC.Records;
using Xunit;
using static SalesforceCC.Client.Tests.Records.Reading;

namespace SalesforceCC.Client.Tests.Records;

public class RecordTypingTests
{
    private const string Dates = """ "D":"2010-01-01","T":"2011-07-07T00:37:00.000+0000","C":"09:30:00.250Z","X":"2010-01-01","N":4,"I":5.0,"L":7 """;

    private static readonly object?[] s_typed =
    [
        new DateTime(2010, 1, 1, 0, 0, 0, DateTimeKind.Unspecified),
        new DateTimeOffset(2011, 7, 7, 0, 37, 0, TimeSpan.Zero),
        new TimeSpan(0, 9, 30, 0, 250),
        "2010-01-01",
        4m,
        5,
        7,
    ];

    private static FakeTypes Types() => new FakeTypes().With(
        "A",
        ("D", FieldType.Date),
        ("T", FieldType.DateTime),
        ("C", FieldType.Time),
        ("X", FieldType.Text),
        ("N", FieldType.Number),
        ("I", FieldType.Integer));

    [Fact]
    public void What_another_query_learns_between_two_looks_is_taken()
    {
        FakeTypes types = Types();
        FieldLookup fields = new(types);
        FieldType[] learned = new FieldType[1];
        Assert.False(fields.Learn("A", ["D"], learned, null));

        types.IsKnown = true;

        Assert.True(fields.TryAsk("A", "D", null));
        Assert.True(fields.Learn("A", ["D"], learned, null));
        Assert.Equal(FieldType.Date, learned[0]);
        Assert.Empty(types.Asked);
    }

    [Fact]
    public async Task Describe_is_asked_once_and_types_the_first_page_and_the_next()
    {
        FakeTypes types = Types();
        PageReader reader = new(types);

        RecordPage first = await Rows("A", reader, Dates, Dates);
        RecordPage second = await Rows("A", reader, Dates);

        Assert.Equal(["A"], types.Asked);
        Assert.All(first.Concat(second), r => Assert.Equal(s_typed, ValuesOf(r)));
        Assert.Equal(DateTimeKind.Unspecified, ((DateTime)first[0].GetValue("D")!).Kind);
    }

    [Fact]
    public async Task A_describe_made_before_is_used_without_asking()
    {
        FakeTypes types = Types();
        types.IsKnown = true;

        RecordPage page = await Rows("A", new PageReader(types), Dates);

        Assert.Empty(types.Asked);
        Assert.Equal(s_typed, ValuesOf(page[0]));
    }

    [Fact]
    public async Task The_page_waits_for_the_describe_that_runs_beside_it()
    {
        TaskCompletionSource gate = new();
        FakeTypes types = Types();
        types.Gate = gate.Task;

        Task<RecordPage> reading = Rows("A", new PageReader(types), Dates);

        Assert.Equal(["A"], types.Asked);
        Assert.False(reading.IsCompleted);
        gate.SetResult();
        Assert.Equal(s_typed, ValuesOf((await reading)[0]));
    }

    [Theory]
    [InlineData(""" "Name":"2010-01","Phone":"555-1212","Day":null,"Time":"09:30:00" """)]
    [InlineData(""" "CreatedDate":"2011-07-07T00:37:00.000+0000","LastActivityDate":"2010-01-01" """)]
    [InlineData(""" "Escaped":"2010\u002d01-01","Thirteenth":"2010-13-01","Longer":"2010-01-01 and more" """)]
    public async Task Without_a_text_in_the_shape_of_a_date_describe_is_not_asked(string row)
    {
        FakeTypes types = new();

        await Rows("A", new PageReader(types), row);

        Assert.Empty(types.Asked);
    }

    [Fact]
    public async Task Audit_fields_have_types_without_describe()
    {
        RecordPage page = await Rows("A", new PageReader(new FakeTypes()),
            """ "CreatedDate":"2011-07-07T00:37:00.000+0200","LastActivityDate":"2010-01-01","SystemModstamp":"2011-07-07T00:37:00Z" """);

        Assert.Equal(
            new object?[]
            {
                new DateTimeOffset(2011, 7, 7, 0, 37, 0, TimeSpan.FromHours(2)),
                new DateTime(2010, 1, 1, 0, 0, 0, DateTimeKind.Unspecified),
                new DateTimeOffset(2011, 7, 7, 0, 37, 0, TimeSpan.Zero),
            },
            ValuesOf(page[0]));
    }

    [Fact]
    public async Task Read_raw_everything_stays_text()
    {
        RecordPage page = await Rows("A", new PageReader(), """ "CreatedDate":"2011-07-07T00:37:00.000+0000","D":"2010-01-01" """);

        Assert.Equal(new object?[] { "2011-07-07T00:37:00.000+0000", "2010-01-01" }, ValuesOf(page[0]));
    }

    [Fact]
    public async Task An_object_that_cannot_be_described_keeps_its_text_and_is_not_asked_for_again()
    {
        FakeTypes types = new();
        PageReader reader = new(types);

        RecordPage page = await Rows("A", reader, """ "D":"2010-01-01","CreatedDate":"2011-07-07T00:37:00.000+0000" """);
        await Rows("A", reader, """ "D":"2010-01-01","Other":1 """);

        Assert.Equal(["A"], types.Asked);
        Assert.Equal("2010-01-01", page[0].GetValue("D"));
        Assert.IsType<DateTimeOffset>(page[0].GetValue("CreatedDate"));
    }

    [Fact]
    public async Task A_text_that_is_not_what_describe_says_stays_text()
    {
        FakeTypes types = Types();
        types.IsKnown = true;

        RecordPage page = await Rows("A", new PageReader(types), """ "D":"2010-02-31","T":"","C":"24:00:00Z","N":1e400,"I":"seven" """);

        Assert.Equal(
            new object?[] { "2010-02-31", "", "24:00:00Z", double.PositiveInfinity, "seven" }, ValuesOf(page[0]));
    }

    [Fact]
    public async Task Parents_and_children_are_typed_by_their_own_objects()
    {
        FakeTypes types = new FakeTypes().With("P", ("D", FieldType.Date)).With("K", ("D", FieldType.Text));
        const string Date = "\"D\":\"2010-01-01\"";
        string row = $$"""
            "P":{"attributes":{"type":"P","url":"/"},{{Date}}},
            "K":{"totalSize":1,"done":true,"records":[{"attributes":{"type":"K","url":"/"},{{Date}}}]}
            """;

        RecordPage page = await Rows("A", new PageReader(types), row);

        Assert.Equal(["P", "K"], types.Asked);
        Assert.IsType<DateTime>(((SfRecord)page[0].GetValue("P")!).GetValue("D"));
        Assert.IsType<string>(((SfRecord[])page[0].GetValue("K")!)[0].GetValue("D"));
    }

    [Fact]
    public async Task Aggregates_are_typed_by_the_fields_behind_their_columns()
    {
        FakeTypes types = new FakeTypes().With("Opportunity", ("CloseDate", FieldType.Date), ("Amount", FieldType.Number));
        Selection columns = SoqlOutline.Of("SELECT MIN(CloseDate), MAX(CreatedDate) newest, MAX(Amount) most, MIN(Nosuch.Date) FROM Opportunity").Selection!;
        const string Row = """ "expr0":"2010-01-01","newest":"2011-07-07T00:37:00.000+0000","most":4,"expr1":"2010-01-01" """;
        PageReader reader = new(types, columns);

        RecordPage first = await Rows("AggregateResult", reader, Row);
        RecordPage second = await Rows("AggregateResult", reader, Row);
        RecordPage unnamed = await Rows("AggregateResult", new PageReader(types), Row);

        Assert.Equal(["Opportunity"], types.Asked);
        Assert.All(first.Concat(second), r =>
        {
            Assert.IsType<DateTime>(r.GetValue("expr0"));
            Assert.IsType<DateTimeOffset>(r.GetValue("newest"));
            Assert.IsType<decimal>(r.GetValue("most"));
            Assert.IsType<string>(r.GetValue("expr1"));
        });
        Assert.IsType<string>(unnamed[0].GetValue("expr0"));
    }

    [Fact]
    public async Task Columns_of_several_objects_are_typed_as_each_becomes_known()
    {
        FakeTypes types = new FakeTypes()
            .With("Opportunity", ("CloseDate", FieldType.Date), ("Amount", FieldType.Number))
            .With("Account", ("Founded__c", FieldType.Date), ("Size__c", FieldType.Number))
            .WithParent("Account", "Account");
        Selection columns = SoqlOutline.Of(
            "SELECT MIN(CloseDate) first, MAX(Amount) most, MIN(Account.Founded__c) founded, MAX(Account.Size__c) size, "
            + "MAX(Account.CreatedDate) made, MAX(Account.NoField__c) gone FROM Opportunity").Selection!;
        PageReader reader = new(types, columns);
        const string Row = """ "first":"2010-01-01","most":4,"founded":$,"size":5,"made":"2011-07-07T00:37:00Z","gone":6 """;

        RecordPage first = await Rows("AggregateResult", reader, Row.Replace("$", "null", StringComparison.Ordinal));
        RecordPage second = await Rows("AggregateResult", reader, Row.Replace("$", "\"2010-01-01\"", StringComparison.Ordinal));

        Assert.Equal(["Opportunity", "Account"], types.Asked);
        Assert.Equal(
            ["DateTime", "Decimal", "", "Int32", "DateTimeOffset", "Int32"],
            ValuesOf(first[0]).Select(v => v?.GetType().Name ?? ""));
        Assert.Equal(
            ["DateTime", "Decimal", "DateTime", "Decimal", "DateTimeOffset", "Int32"],
            ValuesOf(second[0]).Select(v => v?.GetType().Name ?? ""));
    }

    [Fact]
    public async Task A_text_of_exactly_a_date_makes_describe_necessary()
    {
        foreach ((string row, int asked) in new[]
        {
            (""" "C":"00:00:00Z" """, 1), (""" "C":"00:00:00" """, 0), (""" "T":"2010-01-01T00:00:00Z" """, 1),
        })
        {
            FakeTypes types = Types();
            await Rows("A", new PageReader(types), row);
            Assert.Equal(asked, types.Asked.Count);
        }
    }

    [Fact]
    public async Task What_was_handed_out_does_not_change_when_a_later_page_makes_describe_necessary()
    {
        PageReader reader = new(Types());
        const string Row = """ "D":{0},"N":4 """;

        RecordPage first = await Rows("A", reader, Row.Replace("{0}", "null", StringComparison.Ordinal));
        RecordPage second = await Rows("A", reader, Row.Replace("{0}", "\"2010-01-01\"", StringComparison.Ordinal));

        Assert.IsType<int>(first[0].GetValue("N"));
        Assert.IsType<decimal>(second[0].GetValue("N"));
    }

    [Fact]
    public async Task A_failed_describe_leaves_text_in_all_pages_of_the_reader()
    {
        FakeTypes types = Types();
        types.Gate = Task.FromException(new SfException("X", "down"));
        PageReader reader = new(types);

        RecordPage first = await Rows("A", reader, Dates);
        types.Gate = Task.CompletedTask;
        RecordPage second = await Rows("A", reader, Dates);

        Assert.Equal("X", Assert.Single(first.DescribeFailures).Error.Code);
        Assert.Empty(second.DescribeFailures);
        Assert.All(first.Concat(second), r => Assert.Equal("2010-01-01", r.GetValue("D")));
        Assert.Equal(["A"], types.Asked);
    }

    [Fact]
    public async Task A_describe_that_meets_a_refused_token_fails_the_page_and_is_asked_again_with_it()
    {
        FakeTypes types = Types();
        types.Gate = Task.FromException(new SfException("invalid_client", "no") { Flow = SfFlow.ClientCredentials });
        PageReader reader = new(types);

        await Assert.ThrowsAsync<SfException>(() => Rows("A", reader, Dates));
        types.Gate = Task.CompletedTask;
        RecordPage page = await Rows("A", reader, Dates);

        Assert.Equal(s_typed, ValuesOf(page[0]));
    }

    [Fact]
    public async Task A_fraction_makes_a_column_one_of_decimals()
    {
        PageReader reader = new(new FakeTypes());

        RecordPage first = await Rows("A", reader, "\"N\":155000000,\"W\":4", "\"N\":2400000.0,\"W\":5", "\"N\":null,\"W\":6");
        RecordPage second = await Rows("A", reader, "\"N\":7,\"W\":8");

        Assert.Equal(new object?[] { 155000000m, 2400000.0m, null, 7m }, first.Concat(second).Select(r => r.GetValue("N")));
        Assert.Equal("2400000.0", ((decimal)first[1].GetValue("N")!).ToString(System.Globalization.CultureInfo.InvariantCulture));
        Assert.All(first.Concat(second), r => Assert.IsType<int>(r.GetValue("W")));
    }

    [Theory]
    [InlineData("SELECT DAY_ONLY(CreatedDate) d FROM A GROUP BY DAY_ONLY(CreatedDate)", "\"d\":\"2026-01-02\"", typeof(DateTime))]
    [InlineData("SELECT MAX(Account.CreatedDate) d FROM A", "\"d\":\"2026-01-02T03:04:05.000+0000\"", typeof(DateTimeOffset))]
    [InlineData("SELECT MAX(Account.Founded__c) d FROM A", "\"d\":\"2026-01-02\"", typeof(DateTime))]
    [InlineData("SELECT MAX(Account.Text__c) d FROM A", "\"d\":\"2026-01-02\"", typeof(string))]
    [InlineData("SELECT MAX(Nosuch.Founded__c) d FROM A", "\"d\":\"2026-01-02\"", typeof(string))]
    [InlineData("SELECT MAX(D) d FROM A", "\"d\":\"2010-01-01\"", typeof(DateTime))]
    [InlineData("SELECT FORMAT(MAX(D)) d FROM A", "\"d\":\"2010-01-01\"", typeof(string))]
    [InlineData("SELECT HOUR_IN_DAY(convertTimezone(CreatedDate)) d FROM A", "\"d\":7", typeof(int))]
    [InlineData("SELECT SUM(N) d FROM A", "\"d\":7", typeof(decimal))]
    [InlineData("SELECT AVG(I) d FROM A", "\"d\":7", typeof(decimal))]
    [InlineData("SELECT COUNT(Id) d FROM A", "\"d\":7", typeof(int))]
    [InlineData("SELECT MAX(Id) d FROM A", "\"d\":\"2010-01-01\"", typeof(string))]
    public async Task Columns_of_functions(string soql, string row, Type type)
    {
        FakeTypes types = Types().With("B", ("Founded__c", FieldType.Date), ("Text__c", FieldType.Text)).WithParent("Account", "B");
        types = types.With("A", ("D", FieldType.Date));

        RecordPage page = await Rows("AggregateResult", new PageReader(types, SoqlOutline.Of(soql).Selection), row);

        Assert.IsType(type, page[0].GetValue("d"));
    }

    [Fact]
    public async Task A_formatted_date_is_text_in_rows_too()
    {
        Selection columns = SoqlOutline.Of("SELECT FORMAT(CreatedDate), FORMAT(D) f, D FROM A").Selection!;
        FakeTypes types = Types();

        RecordPage page = await Rows("A", new PageReader(types, columns), """ "CreatedDate":"2010-01-01","f":"2010-01-01","D":"2010-01-01" """);

        Assert.Equal(["String", "String", "DateTime"], ValuesOf(page[0]).Select(v => v!.GetType().Name));
    }
}
