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
        ["semicolon"] = "a;b",
        ["whole"] = 30.0,
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
    [InlineData("WHERE A = : a", "WHERE A = 'x'", "a")]
    [InlineData("WHERE A IN :a", "WHERE A IN ('x')", "a")]
    [InlineData("WHERE A NOT IN:n", "WHERE A NOT IN (5)", "n")]
    [InlineData("WHERE A in(:a)", "WHERE A in('x')", "a")]
    [InlineData("WHERE A IN (:ids)", "WHERE A IN ('1','2')", "ids")]
    [InlineData("WHERE A IN ('0', :ids, :a)", "WHERE A IN ('0', '1','2', 'x')", "ids", "a")]
    [InlineData("WHERE A INCLUDES :ids", "WHERE A INCLUDES ('1','2')", "ids")]
    [InlineData("WHERE A INCLUDES :semicolon", "WHERE A INCLUDES ('a;b')", "semicolon")]
    [InlineData("WHERE A EXCLUDES (:semicolon, :a)", "WHERE A EXCLUDES ('a;b', 'x')", "semicolon", "a")]
    [InlineData("WHERE A IN (SELECT B FROM C WHERE D = :a)", "WHERE A IN (SELECT B FROM C WHERE D = 'x')", "a")]
    [InlineData("WHERE D = LAST_N_DAYS :n", "WHERE D = LAST_N_DAYS:5", "n")]
    [InlineData("WHERE D = LAST_N_DAYS : n AND E = :a", "WHERE D = LAST_N_DAYS:5 AND E = 'x'", "n", "a")]
    [InlineData("WHERE D = LAST_N_DAYS\n:\tn", "WHERE D = LAST_N_DAYS:5", "n")]
    [InlineData("WHERE D = LAST_N_DAYS:whole", "WHERE D = LAST_N_DAYS:30", "whole")]
    [InlineData("SELECT Id /* :x it's */ FROM A // :y '\nWHERE A = :a", "SELECT Id /* :x it's */ FROM A // :y '\nWHERE A = 'x'", "a")]
    [InlineData("WHERE A = '/*' AND B = :a", "WHERE A = '/*' AND B = 'x'", "a")]
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
    [InlineData("a : 'b' :")]
    [InlineData("/* :x")]
    [InlineData("// :x")]
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

    public static TheoryData<object?> NoCounts => [1.5, "5", null!, true, double.NaN, 5_000_000_000L, new[] { 5 }];

    [Theory]
    [MemberData(nameof(NoCounts))]
    public void A_date_literal_takes_a_whole_number(object? value) => Assert.Contains(
        "whole number",
        Assert.Throws<SfException>(() => Soql.Bind("WHERE D = LAST_N_DAYS : n", new Hashtable { ["n"] = value! })).Message,
        StringComparison.Ordinal);

    [Theory]
    [InlineData("WHERE A IN :v")]
    [InlineData("WHERE A NOT IN :v")]
    [InlineData("WHERE A INCLUDES :v")]
    public void Nothing_is_no_list(string soql)
    {
        // Rows that were not found have no ids, and nobody means the rows without a value then.
        foreach (object? nothing in new object?[] { null, DBNull.Value, Array.Empty<string>() })
            Assert.Contains("leave the query out", Assert.Throws<SfException>(() => Soql.Bind(soql, new Hashtable { ["v"] = nothing! })).Message, StringComparison.Ordinal);
        Assert.EndsWith("(null)", Soql.Bind(soql, new Hashtable { ["v"] = new object?[] { null } }), StringComparison.Ordinal);
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
