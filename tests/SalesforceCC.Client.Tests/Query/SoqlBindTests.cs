using System.Collections;
using SalesforceCC.Query;

namespace SalesforceCC.Client.Tests.Query;

public class SoqlBindTests
{
    private static readonly Hashtable s_values = new()
    {
        ["a"] = "x",
        ["n"] = 5,
        ["_b1"] = true,
        ["ids"] = new[] { "1", "2" },
    };

    private static Hashtable Only(params string[] names)
    {
        Hashtable values = [];
        foreach (string name in names)
            values[name] = s_values[name];
        return values;
    }

    [Theory]
    [InlineData("WHERE A = :a", "WHERE A = 'x'", "a")]
    [InlineData("WHERE A = :A", "WHERE A = 'x'", "a")]
    [InlineData("WHERE A=:a AND B=:a", "WHERE A='x' AND B='x'", "a")]
    [InlineData("WHERE A = :a AND B = :_b1", "WHERE A = 'x' AND B = TRUE", "a", "_b1")]
    [InlineData(":a", "'x'", "a")]
    [InlineData("WHERE A IN :ids", "WHERE A IN ('1','2')", "ids")]
    [InlineData("WHERE A IN:ids", "WHERE A IN ('1','2')", "ids")]
    [InlineData("WHERE A NOT IN:ids", "WHERE A NOT IN ('1','2')", "ids")]
    [InlineData("WHERE A LIKE:a", "WHERE A LIKE 'x'", "a")]
    [InlineData("LIMIT :n", "LIMIT 5", "n")]
    [InlineData("LIMIT:n OFFSET:n", "LIMIT 5 OFFSET 5", "n")]
    [InlineData("WHERE D = LAST_N_DAYS:n", "WHERE D = LAST_N_DAYS:5", "n")]
    [InlineData("WHERE D = last_n_fiscal_quarters:n", "WHERE D = last_n_fiscal_quarters:5", "n")]
    [InlineData("WHERE D = N_DAYS_AGO:n", "WHERE D = N_DAYS_AGO:5", "n")]
    [InlineData("WHERE D = N_FISCAL_YEARS_AGO:n", "WHERE D = N_FISCAL_YEARS_AGO:5", "n")]
    [InlineData("WHERE A = ':a' AND B = :a", "WHERE A = ':a' AND B = 'x'", "a")]
    [InlineData("WHERE A = 'it\\':a' AND B = :a", "WHERE A = 'it\\':a' AND B = 'x'", "a")]
    [InlineData("WHERE A = '\\\\' AND B = :a", "WHERE A = '\\\\' AND B = 'x'", "a")]
    [InlineData("(SELECT Id FROM Cs WHERE A = :a)", "(SELECT Id FROM Cs WHERE A = 'x')", "a")]
    public void A_name_after_a_colon_becomes_its_value(string soql, string bound, params string[] names) =>
        Assert.Equal(bound, Soql.Bind(soql, Only(names)));

    [Theory]
    [InlineData("")]
    [InlineData("SELECT Id FROM A")]
    [InlineData("WHERE D = 2026-01-01T10:00:00Z")]
    [InlineData("WHERE D > 2026-01-01T10:00:00+01:00 AND T = 10:00:00.000Z")]
    [InlineData("WHERE D = LAST_N_DAYS:30")]
    [InlineData("WHERE A = ':x :y'")]
    [InlineData("WHERE A = 'a\\':x'")]
    [InlineData("WHERE A = 'unfinished :x")]
    [InlineData("WHERE A = 'unfinished \\")]
    [InlineData("a : b :")]
    [InlineData("a::")]
    public void What_is_no_placeholder_is_left_alone(string soql)
    {
        Assert.Equal(soql, Soql.Bind(soql, null));
        Assert.Equal(soql, Soql.Bind(soql, new Hashtable()));
    }

    [Theory]
    [InlineData("WHERE A = :missing", "placeholder :missing")]
    [InlineData("WHERE A = :a AND B = :missing", "placeholder :missing")]
    [InlineData("WHERE A = 1", "value 'a'")]
    [InlineData("WHERE A = ':a'", "value 'a'")]
    [InlineData("WHERE D = LAST_N_DAYS:a", "whole number")]
    public void A_placeholder_and_a_value_must_have_each_other(string soql, string part)
    {
        SfException failure = Assert.Throws<SfException>(() => Soql.Bind(soql, Only("a")));
        Assert.Equal(SfErrorCodes.InvalidParameter, failure.Code);
        Assert.Contains(part, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_is_given_once() => Assert.Contains(
        "two values",
        Assert.Throws<SfException>(() => Soql.Bind(":a", new Hashtable { ["a"] = 1, ["A"] = 2 })).Message,
        StringComparison.Ordinal);

    public static TheoryData<object> NoNames => ["", "1a", "a b", ":a", "ä", 5];

    [Theory]
    [MemberData(nameof(NoNames))]
    public void A_name_is_made_of_letters_digits_and_underscore(object name) => Assert.Equal(
        SfErrorCodes.InvalidParameter,
        Assert.Throws<SfException>(() => Soql.Bind("SELECT Id FROM A", new Hashtable { [name] = 1 })).Code);

    [Fact]
    public void What_a_value_holds_is_not_bound_again() =>
        Assert.Equal("= ':b' AND 'x'", Soql.Bind("= :a AND :b", new Hashtable { ["a"] = ":b", ["b"] = "x" }));
}
