using SalesforceCC.Emulator.Data;
using SalesforceCC.Emulator.Tests.Data;
using Xunit;

namespace SalesforceCC.Emulator.Tests.Soql;

/// <summary>How many relationships a statement may use. They are counted before anybody asks whether there are such.</summary>
public sealed class RelationshipLimitTests(SharedOrg shared)
{
    [Theory]
    [InlineData(", a.b.c.Name", "")]
    [InlineData(", a.b.Name, A.B.Name, a.Name, a.c.Name", "")]
    [InlineData(", MAX(a.Name), toLabel(b.Name), c.Name", "")]
    [InlineData(", TYPEOF a.b.c WHEN User THEN d.Name END", "")]
    [InlineData(", x.a.Name, Account.b.Name, X.c.Name, x.Name, Account.Name", "")]
    [InlineData("", "WHERE a.Name = 'x' AND b.Name LIKE 'x' AND c.Name IN ('x')")]
    [InlineData("", "WHERE a.Name = 'x' OR b.Name INCLUDES ('x') OR (c.Name = null)")]
    [InlineData("", "WHERE NOT (a.Name = 'x' AND (NOT b.Name > 'x')) AND DAY_ONLY(c.CreatedDate) = TODAY")]
    [InlineData("", "GROUP BY a.Name, b.Name, CALENDAR_YEAR(c.CreatedDate)")]
    [InlineData("", "GROUP BY Name HAVING MAX(a.Name) > 'x' AND (MAX(b.Name) = 'x' OR c.Name = 'x')")]
    [InlineData("", "ORDER BY a.Name, b.Name DESC, c.Name NULLS LAST")]
    public void Parents_are_counted_wherever_they_stand(string select, string clauses)
    {
        Assert.EndsWith("At most 55 child-to-parent relationships are allowed", Error(53), StringComparison.Ordinal);
        Assert.DoesNotContain("At most", Error(52), StringComparison.Ordinal);

        // With the three of the test.
        string Error(int others)
        {
            string names = string.Join(", ", Enumerable.Range(0, others).Select(i => FormattableString.Invariant($"p{i}.Name")));
            return Assert.Throws<SalesforceError>(() => shared.Org.Query($"SELECT {names}{select} FROM Account x {clauses}")).Message;
        }
    }

    [Fact]
    public void Children_are_counted()
    {
        Assert.EndsWith("At most 20 parent-to-child relationships are allowed", Error(21), StringComparison.Ordinal);
        Assert.DoesNotContain("At most", Error(20), StringComparison.Ordinal);

        string Error(int count)
        {
            string children = string.Join(", ", Enumerable.Range(0, count).Select(i => FormattableString.Invariant($"(SELECT Id FROM C{i})")));
            return Assert.Throws<SalesforceError>(() => shared.Org.Query($"SELECT {children} FROM Account")).Message;
        }
    }
}
