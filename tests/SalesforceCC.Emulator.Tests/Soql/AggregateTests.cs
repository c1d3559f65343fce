using SalesforceCC.Emulator.Data;
using SalesforceCC.Emulator.Tests.Data;
using Xunit;

namespace SalesforceCC.Emulator.Tests.Soql;

public sealed class AggregateTests(SharedOrg shared)
{
    private readonly SampleOrg _org = shared.Org;

    [Theory]
    [InlineData("SELECT COUNT() FROM Account", """{"totalSize":12,"done":true,"records":[]}""")]
    [InlineData("SELECT COUNT() FROM Account LIMIT 5", """{"totalSize":5,"done":true,"records":[]}""")]
    [InlineData("SELECT COUNT() FROM Account OFFSET 2", """{"totalSize":10,"done":true,"records":[]}""")]
    [InlineData("SELECT COUNT() FROM Organization", """{"totalSize":1,"done":true,"records":[]}""")]
    [InlineData("SELECT COUNT(Id) FROM Account", """{"totalSize":1,"done":true,"records":[{"attributes":{"type":"AggregateResult"},"expr0":12}]}""")]
    [InlineData("SELECT COUNT(Parent.Name) n, COUNT_DISTINCT(Rating) FROM Account", """{"totalSize":1,"done":true,"records":[{"attributes":{"type":"AggregateResult"},"n":1,"expr0":3}]}""")]
    [InlineData("SELECT SUM(NumberOfEmployees), AVG(NumberOfEmployees), MIN(AnnualRevenue), MAX(CreatedDate) FROM Account WHERE Name LIKE 'Aurora%'", """{"totalSize":1,"done":true,"records":[{"attributes":{"type":"AggregateResult"},"expr0":73,"expr1":36.5,"expr2":5300000.0,"expr3":"2025-01-08T10:00:00.000+0000"}]}""")]
    [InlineData("SELECT SUM(AnnualRevenue) FROM Account WHERE Name = 'none'", """{"totalSize":1,"done":true,"records":[{"attributes":{"type":"AggregateResult"},"expr0":null}]}""")]
    [InlineData("SELECT Owner.Type, Owner.Name, COUNT(Id) FROM Lead GROUP BY Owner.Type, Owner.Name HAVING COUNT(Id) < 5", """{"totalSize":1,"done":true,"records":[{"attributes":{"type":"AggregateResult"},"Type":"Group","Name":"Inbound Leads","expr0":3}]}""")]
    [InlineData("SELECT Rating r, COUNT(Id) FROM Account GROUP BY Rating ORDER BY Rating NULLS LAST LIMIT 1", """{"totalSize":1,"done":true,"records":[{"attributes":{"type":"AggregateResult"},"r":"Hot","expr0":4}]}""")]
    [InlineData("SELECT CALENDAR_YEAR(CreatedDate) y, COUNT(Id) n FROM Account GROUP BY CALENDAR_YEAR(CreatedDate) ORDER BY COUNT(Id) DESC, CALENDAR_YEAR(CreatedDate) LIMIT 1", """{"totalSize":1,"done":true,"records":[{"attributes":{"type":"AggregateResult"},"y":2024,"n":8}]}""")]
    [InlineData("SELECT DAY_IN_WEEK(CreatedDate) d FROM Account WHERE Name LIKE 'Zirkel%' GROUP BY DAY_IN_WEEK(CreatedDate)", """{"totalSize":1,"done":true,"records":[{"attributes":{"type":"AggregateResult"},"d":7}]}""")]
    [InlineData("SELECT Industry FROM Account WHERE Industry LIKE 'M%' GROUP BY Industry", """{"totalSize":1,"done":true,"records":[{"attributes":{"type":"AggregateResult"},"Industry":"Manufacturing"}]}""")]
    [InlineData("SELECT Rating r, COUNT(Id) n FROM Account GROUP BY Rating ORDER BY n DESC, r NULLS LAST LIMIT 1", """{"totalSize":1,"done":true,"records":[{"attributes":{"type":"AggregateResult"},"r":"Hot","n":4}]}""")]
    public void Answers_as_on_the_wire(string soql, string expected) =>
        Assert.Equal(expected, _org.Query(soql).GetRawText());

    [Theory]
    [InlineData("SELECT Name, COUNT(Id) FROM Account", "Field must be grouped or aggregated: Name")]
    [InlineData("SELECT COUNT(Id) FROM Account GROUP BY Industry ORDER BY Name", "Field must be grouped or aggregated: Name")]
    [InlineData("SELECT COUNT(Id) FROM Account GROUP BY AnnualRevenue", "field 'AnnualRevenue' can not be grouped in a query call")]
    [InlineData("SELECT COUNT(Id) n, SUM(AnnualRevenue) n FROM Account", "duplicate alias: n")]
    [InlineData("SELECT SUM(Name) FROM Account", "field Name does not support aggregate operator SUM")]
    [InlineData("SELECT Name n FROM Account", "only aggregate expressions use field aliasing")]
    [InlineData("SELECT Id FROM Account WHERE COUNT(Id) > 1", "Aggregate functions are not allowed in WHERE; use HAVING")]
    [InlineData("SELECT COUNT() FROM Account ORDER BY Name", "COUNT() cannot be used with ORDER BY")]
    [InlineData("SELECT COUNT() FROM Account GROUP BY Industry", "COUNT() stands alone in SELECT; use COUNT(Id)")]
    [InlineData("SELECT COUNT(Id) FROM Account GROUP BY ROLLUP(Industry)", "GROUP BY ROLLUP is not supported by this org")]
    public void Mistakes_are_malformed_queries(string soql, string message)
    {
        SalesforceError error = Assert.Throws<SalesforceError>(() => _org.Query(soql));
        Assert.Equal("MALFORMED_QUERY", error.ErrorCode);
        Assert.EndsWith("\n" + message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void More_groups_than_a_page_are_refused()
    {
        SalesforceError error = Assert.Throws<SalesforceError>(() => _org.Query("SELECT Name, COUNT(Id) FROM Big__c GROUP BY Name"));
        Assert.Equal("EXCEEDED_ID_LIMIT", error.ErrorCode);
        Assert.Equal(1_500, _org.Query("SELECT Name, COUNT(Id) FROM Big__c GROUP BY Name LIMIT 1500").GetProperty("totalSize").GetInt32());
    }
}
