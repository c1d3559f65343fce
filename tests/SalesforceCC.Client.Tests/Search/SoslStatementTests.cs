using System.Collections;
using SalesforceCC.Search;

namespace SalesforceCC.Client.Tests.Search;

public class SoslStatementTests
{
    private static readonly Hashtable s_values = new() { ["t"] = "a-b and c", ["n"] = "O'x\\", ["list"] = new[] { "a", "b" } };

    [Theory]
    [InlineData("FIND {:t}", @"FIND {a\-b ""and"" c}", "t")]
    [InlineData("find\n {\":t\"} IN ALL FIELDS", "find\n {\"a\\-b and c\"} IN ALL FIELDS", "t")]
    [InlineData("FIND {:t* OR x\\:t} RETURNING Account(Id WHERE Name = :n)", "FIND {a\\-b \"and\" c* OR x\\:t} RETURNING Account(Id WHERE Name = 'O\\'x\\\\')", "t", "n")]
    [InlineData("FIND {x\\}y} RETURNING Account(Id WHERE Name IN :list AND Fax = ':n {')", "FIND {x\\}y} RETURNING Account(Id WHERE Name IN ('a','b') AND Fax = ':n {')", "list")]
    [InlineData("FIND {:t} RETURNING Account(Id WHERE Name = :T)", "FIND {a\\-b \"and\" c} RETURNING Account(Id WHERE Name = 'a-b and c')", "t")]
    public void Values_are_bound_by_the_rules_of_their_place(string sosl, string bound, params string[] names)
    {
        Hashtable values = [];
        foreach (string name in names)
            values[name] = s_values[name];
        Assert.Equal(bound, SoslStatement.Of(sosl).Bind(values).ToString());
    }

    [Theory]
    [InlineData("FIND acme")]
    [InlineData("FIND {acme")]
    [InlineData("FIND {acme\\}")]
    [InlineData("SELECT Id FROM Account")]
    [InlineData("")]
    public void What_has_no_text_in_braces_is_refused(string sosl) =>
        Assert.Equal("MALFORMED_SEARCH", Assert.Throws<SfException>(() => SoslStatement.Of(sosl)).Code);

    [Fact]
    public void Values_and_placeholders_need_each_other()
    {
        SoslStatement statement = SoslStatement.Of("FIND {:t} RETURNING Account(Id WHERE Name = :n)");
        Assert.Throws<SfException>(() => statement.Bind(new Hashtable { ["t"] = "x" }));
        Assert.Throws<SfException>(() => statement.Bind(new Hashtable { ["n"] = "x" }));
        Assert.Throws<SfException>(() => statement.Bind(new Hashtable { ["t"] = "x", ["n"] = "x", ["more"] = 1 }));
        Assert.Throws<SfException>(() => statement.Bind(null));
    }

    [Theory]
    [InlineData("FIND {x}", 0)]
    [InlineData("FIND {x} RETURNING Account", 250)]
    [InlineData("FIND {x} RETURNING Account(Id)", 250)]
    [InlineData("FIND {x} RETURNING Account(Id WHERE A = 1), Contact", 0)]
    [InlineData("FIND {x} RETURNING Account(Id ORDER BY Id)", 0)]
    [InlineData("FIND {x} RETURNING Account(Id LIMIT 250)", 0)]
    [InlineData("FIND {x} RETURNING Account(Id) LIMIT 250", 0)]
    [InlineData("FIND {x} RETURNING A, B, C, D, E, F, G, H, I, Account(Id, (x))", 200)]
    public async Task It_is_known_how_many_records_Salesforce_gives_of_an_object(string sosl, int most)
    {
        SearchLimits limits = SoslStatement.Of(sosl).Limits();
        Assert.Equal(most is 0 or > 200 ? [] : ["Account"], limits.Cut(await RowsAsync(most == 0 ? 249 : Math.Min(most, 249))).Select(static c => c.Name));
        if (most > 0)
            Assert.Equal(("Account", most), Assert.Single(limits.Cut(await RowsAsync(most))));
    }

    private static async Task<IReadOnlyList<SfRecord>> RowsAsync(int count)
    {
        string row = """{"attributes":{"type":"Account","url":"/services/data/v68.0/sobjects/Account/001000000000001AAA"},"Id":"001000000000001AAA"}""";
        using MemoryStream json = new(System.Text.Encoding.UTF8.GetBytes($$"""{"searchRecords":[{{string.Join(',', Enumerable.Repeat(row, count))}}]}"""));
        return [.. (await new SalesforceCC.Records.PageReader().ReadListAsync(json, "searchRecords", Guard.Stop)).Elements.OfType<SfRecord>()];
    }
}
