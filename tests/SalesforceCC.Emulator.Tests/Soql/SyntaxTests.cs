using SalesforceCC.Emulator.Data;
using SalesforceCC.Emulator.Tests.Data;
using Xunit;

namespace SalesforceCC.Emulator.Tests.Soql;

/// <summary>How statements may be written: each form of a literal, each clause, and where one ends.</summary>
public sealed class SyntaxTests(SharedOrg shared)
{
    private readonly SampleOrg _org = shared.Org;

    [Theory]
    [InlineData("Total__c = 10000000", 3)]
    [InlineData("Total__c = 10000000.", 3)]
    [InlineData("Total__c = 10000000.00", 3)]
    [InlineData("Total__c = +10000000", 3)]
    [InlineData("Total__c = 1e7", 3)]
    [InlineData("Total__c = 1E7", 3)]
    [InlineData("Total__c = 1e+7", 3)]
    [InlineData("Total__c=1e07 ", 3)]
    [InlineData("Total__c = 1000000000E-2", 3)]
    [InlineData("Total__c = -1e7", 0)]
    [InlineData("Total__c > .5 AND Total__c > +.5 AND Total__c > -.5 AND Total__c = 1e7", 3)]
    [InlineData("Total__c <> 10000000", 15)]
    [InlineData("Total__c >= 10000000 AND Total__c<=10000000", 3)]
    [InlineData("(((Total__c = 10000000)))", 3)]
    [InlineData("not Total__c = 10000000", 15)]
    [InlineData("Total__c IN (1e7)", 3)]
    [InlineData("Total__c not in (1e7,5)", 15)]
    [InlineData("Paid__c = TRUE", 4)]
    [InlineData("Paid__c = False", 14)]
    [InlineData("Pickup_Time__c > 16:00:00Z AND Pickup_Time__c < 23:00:00.5Z", 5)]
    [InlineData("Pickup_Time__c > 16:00:00.0Z AND Pickup_Time__c < 23:00:00.123Z", 5)]
    public void Literals_mean_the_same_however_they_are_written(string where, int expected) =>
        Assert.Equal(expected, Count("Invoice__c", where));

    [Theory]
    [InlineData("2025-01-08T10:00:00Z")]
    [InlineData("2025-01-08T10:00:00z")]
    [InlineData("2025-01-08T10:00:00.000Z")]
    [InlineData("2025-01-08T10:00Z")]
    [InlineData("2025-01-08T12:00:00+02:00")]
    [InlineData("2025-01-08T12:00:00.0+0200")]
    [InlineData("2025-01-08T04:30:00-05:30")]
    [InlineData("2025-01-08T04:30-0530")]
    public void A_moment_has_a_zone(string moment) =>
        Assert.Equal(["Aurora Wetterdienste – Labor"], _org.Column($"SELECT Name FROM Account WHERE CreatedDate = {moment}", "Name"));

    [Theory]
    [InlineData("\\n", "\n")]
    [InlineData("\\N", "\n")]
    [InlineData("\\r", "\r")]
    [InlineData("\\R", "\r")]
    [InlineData("\\t", "\t")]
    [InlineData("\\T", "\t")]
    [InlineData("\\b", "\a")]
    [InlineData("\\B", "\a")]
    [InlineData("\\f", "\f")]
    [InlineData("\\F", "\f")]
    [InlineData("\\\"", "\"")]
    [InlineData("\\'", "'")]
    [InlineData("\\\\", "\\")]
    [InlineData("\\u0041\\u00e9", "A\u00e9")]
    [InlineData("\\u004A1", "J1")]
    [InlineData("\\nbeef", "\nbeef")]
    [InlineData("\\\\0041", "\\0041")]
    public void Escapes_stand_for_one_character(string written, string meant)
    {
        using SampleOrg org = new();
        org.Insert("Contact", System.Text.Json.JsonSerializer.Serialize(new { LastName = "Escape", FirstName = $"a{meant}b" }));
        Assert.Equal([$"a{meant}b"], org.Column($"SELECT FirstName FROM Contact WHERE FirstName = 'a{written}b'", "FirstName"));
        Assert.Equal([$"a{meant}b"], org.Column($"SELECT FirstName FROM Contact WHERE LastName = 'Escape' AND FirstName LIKE '%{written}_'", "FirstName"));
    }

    [Theory]
    [InlineData("SELECT Id FROM Account WHERE Name = '\\u004'", 38, "Invalid string literal '\\u004'. Illegal character sequence '\\u' in string literal.")]
    [InlineData("SELECT Id FROM Account WHERE Name = 'a\\u00g1'", 39, "Invalid string literal 'a\\u00g1'. Illegal character sequence '\\u' in string literal.")]
    [InlineData("SELECT Id FROM Account WHERE Name = 'a\\_'", 39, "Invalid string literal 'a\\_'. Illegal character sequence '\\_' in string literal.")]
    [InlineData("SELECT Id FROM Account WHERE Name IN ('a\\_')", 41, "Invalid string literal 'a\\_'. Illegal character sequence '\\_' in string literal.")]
    [InlineData("SELECT Id FROM Account WHERE Name LIKE 'a\\-'", 42, "Invalid string literal 'a\\-'. Illegal character sequence '\\-' in string literal.")]
    [InlineData("SELECT Id FROM Account WHERE Name = 'a\\'", 37, "line 1:37 mismatched character '<EOF>' expecting '''")]
    [InlineData("SELECT Id FROM Account WHERE NumberOfEmployees = 5abc", 50, "line 1:50 unexpected token: '5a'")]
    [InlineData("SELECT Id FROM Account WHERE NumberOfEmployees = 5_", 50, "line 1:50 unexpected token: '5_'")]
    [InlineData("SELECT Id FROM Account WHERE NumberOfEmployees = 5e3x", 50, "line 1:50 unexpected token: '5e3x'")]
    [InlineData("SELECT Id FROM Account WHERE AnnualRevenue = 1e999", 46, "unexpected token: '1e999'")]
    [InlineData("SELECT Id FROM Account WHERE AnnualRevenue = 1.2.3", 46, "unexpected token: '1.2.3'")]
    [InlineData("SELECT Id FROM Account WHERE AnnualRevenue = - 5", 46, "line 1:46 unexpected character '-'")]
    [InlineData("SELECT Id FROM Account WHERE AnnualRevenue = -", 46, "line 1:46 unexpected character '-'")]
    [InlineData("SELECT Id FROM Account WHERE AnnualRevenue ! 5", 44, "line 1:44 unexpected character '!'")]
    [InlineData("SELECT Id FROM Account LIMIT 99999999999", 30, "For input string: \"99999999999\"")]
    [InlineData("SELECT Id FROM Account LIMIT 1.5", 30, "unexpected token: '1.5'")]
    [InlineData("SELECT Id FROM Account LIMIT x", 30, "unexpected token: 'x'")]
    [InlineData("SELECT Id FROM Account OFFSET", 30, "unexpected token: '<EOF>'")]
    [InlineData("SELECT Id FROM Account WITH DATA CATEGORY x", 29, "WITH DATA is not supported by this org")]
    [InlineData("SELECT COUNT(Id) FROM Account GROUP BY CUBE(Industry)", 40, "GROUP BY CUBE is not supported by this org")]
    [InlineData("SELECT FIELDS(SOME) FROM Account", 15, "unexpected token: 'SOME'")]
    [InlineData("SELECT FIELDS(ALL FROM Account LIMIT 1", 19, "unexpected token: 'FROM'")]
    [InlineData("SELECT TYPEOF What END FROM Task", 20, "unexpected token: 'END'")]
    [InlineData("SELECT TYPEOF What WHEN Account Phone END FROM Task", 33, "unexpected token: 'Phone'")]
    [InlineData("SELECT TYPEOF What WHEN Account THEN Phone FROM Task", 44, "unexpected token: 'FROM'")]
    [InlineData("SELECT TYPEOF What WHEN Account THEN Phone ELSE END FROM Task", 53, "unexpected token: 'FROM'")]
    [InlineData("SELECT Id, FROM Account", 12, "unexpected token: 'FROM'")]
    [InlineData("SELECT 'x' FROM Account", 8, "unexpected token: 'x'")]
    [InlineData("SELECT MAX(Name FROM Account", 17, "unexpected token: 'FROM'")]
    [InlineData("SELECT Id FROM Account a, a.Parent", 35, "unexpected token: '<EOF>'")]
    [InlineData("SELECT Id FROM Account USING mine", 30, "unexpected token: 'mine'")]
    [InlineData("SELECT Id FROM Account USING SCOPE", 35, "unexpected token: '<EOF>'")]
    [InlineData("SELECT Id FROM Account ORDER Name", 30, "unexpected token: 'Name'")]
    [InlineData("SELECT Id FROM Account ORDER BY Name NULLS", 43, "unexpected token: '<EOF>'")]
    [InlineData("SELECT Id FROM Account ORDER BY Name DESC ASC", 43, "unexpected token: 'ASC'")]
    [InlineData("SELECT COUNT(Id) FROM Account GROUP Name", 37, "unexpected token: 'Name'")]
    [InlineData("SELECT Id FROM Account FOR ME", 28, "unexpected token: 'ME'")]
    [InlineData("SELECT Id FROM Account UPDATE Name", 31, "unexpected token: 'Name'")]
    [InlineData("SELECT Id FROM Account ALL", 27, "unexpected token: '<EOF>'")]
    [InlineData("SELECT Id FROM Account FOR VIEW,", 33, "unexpected token: '<EOF>'")]
    [InlineData("SELECT Id FROM Account WHERE Name", 34, "unexpected token: '<EOF>'")]
    [InlineData("SELECT Id FROM Account WHERE Name : 'x'", 35, "unexpected token: ':'")]
    [InlineData("SELECT Id FROM Account WHERE Name NOT LIKE 'x'", 39, "unexpected token: 'LIKE'")]
    [InlineData("SELECT Id FROM Account WHERE Name IN 'x'", 38, "unexpected token: 'x'")]
    [InlineData("SELECT Id FROM Account WHERE Name IN ('x'", 42, "unexpected token: '<EOF>'")]
    [InlineData("SELECT Id FROM Account WHERE Name IN ()", 39, "unexpected token: ')'")]
    [InlineData("SELECT Id FROM Account WHERE (Name = 'x'", 41, "unexpected token: '<EOF>'")]
    [InlineData("SELECT Id FROM Account WHERE Name = 'x' OR Name = 'y' AND Name = 'z'", 55, "unexpected token: 'AND'")]
    [InlineData("SELECT Id FROM Account WHERE MAX(Id) IN (SELECT AccountId FROM Contact)", 41, "unexpected token: '('")]
    [InlineData("SELECT Id FROM Account WHERE Id IN (SELECT AccountId FROM Contact", 66, "unexpected token: '<EOF>'")]
    [InlineData("SELECT Id, (SELECT Id FROM Contacts WHERE Id FROM Account", 46, "unexpected token: 'FROM'")]
    [InlineData("SELECT Id FROM Account WHERE CreatedDate = LAST_N_DAYS", 44, "unexpected token: 'LAST_N_DAYS'")]
    [InlineData("SELECT Id FROM Account WHERE CreatedDate = TODAY:5", 44, "unexpected token: 'TODAY'")]
    [InlineData("SELECT Id FROM Account WHERE CreatedDate = LAST_N_DAYS:x", 56, "unexpected token: 'x'")]
    [InlineData("SELECT Id FROM Account)", 23, "unexpected token: ')'")]
    public void Says_where_it_stops_making_sense(string soql, int column, string reason)
    {
        SalesforceError error = Assert.Throws<SalesforceError>(() => _org.Query(soql));
        Assert.Equal("MALFORMED_QUERY", error.ErrorCode);
        Assert.EndsWith($"\nERROR at Row:1:Column:{column}\n{reason}", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_text_in_a_filter_has_an_end()
    {
        Assert.Equal(0, Count("Account", $"Name = '{new string('x', 4_000)}'"));
        SalesforceError error = Assert.Throws<SalesforceError>(() => Count("Account", $"Name = '{new string('x', 4_001)}'"));
        Assert.EndsWith("A text in a filter has at most 4000 characters", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_statement_has_an_end()
    {
        string soql = "SELECT Id FROM Account WHERE Name = 'x'";
        Assert.Equal(0, _org.Query(soql.Replace(" = ", $" ={new string(' ', 100_000 - soql.Length + 1)}", StringComparison.Ordinal)).GetProperty("totalSize").GetInt32());
        SalesforceError error = Assert.Throws<SalesforceError>(
            () => _org.Query(soql.Replace(" = ", $" ={new string(' ', 100_000 - soql.Length + 2)}", StringComparison.Ordinal)));
        Assert.Equal("SOQL statements cannot be longer than 100000 characters.", error.Message);
    }

    [Fact]
    public void The_first_page_may_begin_behind_2000_rows_and_no_more() =>
        Assert.Equal(3_000, _org.Query("SELECT Id FROM Big__c OFFSET 2000").GetProperty("totalSize").GetInt32());

    [Theory]
    [InlineData("SELECT Name FROM Account WHERE Name LIKE 'Zirkel%' UPDATE TRACKING")]
    [InlineData("SELECT Name FROM Account WHERE Name LIKE 'Zirkel%' UPDATE VIEWSTAT")]
    [InlineData("SELECT Name FROM Account WHERE Name LIKE 'Zirkel%' UPDATE TRACKING, VIEWSTAT")]
    [InlineData("SELECT Name FROM Account WHERE Name LIKE 'Zirkel%' FOR VIEW, REFERENCE UPDATE VIEWSTAT")]
    [InlineData("SELECT Name FROM Account WHERE Name LIKE 'Zirkel%' FOR VIEW FOR REFERENCE")]
    [InlineData("SELECT Name FROM Account WHERE Name LIKE 'Zirkel%' WITH SYSTEM_MODE LIMIT 1 OFFSET 0")]
    [InlineData("SELECT x.Name FROM Account x WHERE x.Name LIKE 'Zirkel%' ORDER BY x.Name ASC NULLS FIRST")]
    [InlineData("SELECT x.Name FROM Account x, x.Owner o, o.Profile p WHERE x.Name LIKE 'Zirkel%' AND p.Name != null")]
    [InlineData("\uFEFFSELECT Name FROM Account WHERE Name LIKE 'Zirkel%'")]
    [InlineData("sElEcT nAmE fRoM aCcOuNt wHeRe nAmE lIkE 'zirkel%' oRdEr bY nAmE dEsC nUlLs LaSt lImIt 1 fOr vIeW")]
    public void Clauses_are_understood(string soql) => Assert.Equal(["Zirkel & Lineal"], _org.Column(soql, "Name"));

    [Theory]
    [InlineData("YESTERDAY TODAY TOMORROW LAST_90_DAYS NEXT_90_DAYS")]
    [InlineData("LAST_WEEK THIS_WEEK NEXT_WEEK LAST_MONTH THIS_MONTH NEXT_MONTH LAST_QUARTER THIS_QUARTER NEXT_QUARTER LAST_YEAR THIS_YEAR NEXT_YEAR")]
    [InlineData("LAST_FISCAL_QUARTER THIS_FISCAL_QUARTER NEXT_FISCAL_QUARTER LAST_FISCAL_YEAR THIS_FISCAL_YEAR NEXT_FISCAL_YEAR")]
    [InlineData("LAST_N_DAYS:1 NEXT_N_DAYS:1 N_DAYS_AGO:1 LAST_N_WEEKS:1 NEXT_N_WEEKS:1 N_WEEKS_AGO:1 LAST_N_MONTHS:1 NEXT_N_MONTHS:1 N_MONTHS_AGO:1")]
    [InlineData("LAST_N_QUARTERS:1 NEXT_N_QUARTERS:1 N_QUARTERS_AGO:1 LAST_N_YEARS:1 NEXT_N_YEARS:1 N_YEARS_AGO:1")]
    [InlineData("LAST_N_FISCAL_QUARTERS:1 NEXT_N_FISCAL_QUARTERS:1 N_FISCAL_QUARTERS_AGO:1 LAST_N_FISCAL_YEARS:1 NEXT_N_FISCAL_YEARS:1 N_FISCAL_YEARS_AGO:1")]
    public void Each_name_of_days_is_known(string names)
    {
        foreach (string name in names.Split(' '))
            Assert.Equal(12, Count("Account", $"(CreatedDate = {name} OR CreatedDate != {name.ToLowerInvariant()})"));
    }

    [Fact]
    public void Of_a_long_line_the_part_around_the_mistake_is_shown()
    {
        string start = $"SELECT {string.Join(", ", Enumerable.Range(0, 30).Select(i => $"Name n{i}"))}, ";
        SalesforceError error = Assert.Throws<SalesforceError>(() => _org.Query($"{start}Wrong FORM Account WHERE Name = 'nobody of this name' LIMIT 5"));
        string[] lines = error.Message.Split('\n');
        Assert.Equal("n27, Name n28, Name n29, Wrong FORM Account WHERE Name = 'nobody o", lines[1]);
        Assert.Equal(lines[1].IndexOf("Account", StringComparison.Ordinal), lines[2].IndexOf('^', StringComparison.Ordinal));
    }

    private int Count(string from, string where) =>
        _org.Query($"SELECT COUNT() FROM {from} WHERE {where}").GetProperty("totalSize").GetInt32();
}
