using SalesforceCC.Query;

namespace SalesforceCC.Client.Tests.Query;

public class SoqlOutlineTests
{
    [Theory]
    [InlineData("SELECT COUNT() FROM Account", true)]
    [InlineData(" select  count ( )\nfrom Account where Name = 'x'", true)]
    [InlineData("SELECT COUNT(Id) FROM Account", false)]
    [InlineData("SELECT COUNT(), Id FROM Account", false)]
    [InlineData("SELECT Id FROM Account", false)]
    [InlineData("// counts\nSELECT /* all */ COUNT() FROM Account", true)]
    [InlineData("'SELECT COUNT() FROM Account'", false)]
    [InlineData("SELECT Id, (SELECT COUNT() FROM Contacts) FROM Account", false)]
    [InlineData("", false)]
    [InlineData("SELECT", false)]
    [InlineData("SELECT COUNT()", false)]
    [InlineData("SELECT COUNT() FROM", false)]
    [InlineData("FROM", false)]
    [InlineData("no SOQL at all (((", false)]
    public void Only_a_bare_COUNT_is_answered_by_the_total(string soql, bool isCount)
    {
        Assert.Equal(isCount, SoqlOutline.Of(soql).IsCount);
        Assert.Equal(isCount, SfQuery.IsCount(soql));
    }

    [Theory]
    [InlineData("SELECT MIN(CreatedDate) FROM Account", "expr0=Account.CreatedDate")]
    [InlineData("SELECT MAX(CreatedDate) newest FROM Account", "newest=Account.CreatedDate")]
    [InlineData("SELECT COUNT(Id), max ( CloseDate ) FROM Opportunity", "expr1=Opportunity.CloseDate")]
    [InlineData("SELECT COUNT(Id) n, MAX(CloseDate), MIN(CloseDate) FROM Opportunity", "expr0=Opportunity.CloseDate,expr1=Opportunity.CloseDate")]
    [InlineData("SELECT CloseDate, COUNT(Id) FROM Opportunity GROUP BY CloseDate", "CloseDate=Opportunity.CloseDate")]
    [InlineData("SELECT CloseDate d FROM Opportunity GROUP BY CloseDate", "d=Opportunity.CloseDate")]
    [InlineData("SELECT o.CloseDate, MAX(o.Due__c) FROM Opportunity o GROUP BY o.CloseDate", "CloseDate=Opportunity.CloseDate,expr0=Opportunity.Due__c")]
    [InlineData("SELECT Opportunity.CloseDate FROM Opportunity GROUP BY CloseDate", "CloseDate=Opportunity.CloseDate")]
    [InlineData("SELECT Account.CreatedDate, MAX(Account.X__c) FROM Contact GROUP BY Account.CreatedDate", "")]
    [InlineData("SELECT CALENDAR_YEAR(CreatedDate), SUM(Amount) FROM A GROUP BY CALENDAR_YEAR(CreatedDate)", "")]
    [InlineData("SELECT FORMAT(MAX(CloseDate)) d FROM A", "")]
    [InlineData("SELECT MAX(CloseDate) d, (SELECT MAX(X__c) FROM Cs) FROM Opportunity", "d=Opportunity.CloseDate")]
    [InlineData("SELECT MAX(CloseDate) /* , MIN(x) */ d FROM Opportunity", "d=Opportunity.CloseDate")]
    [InlineData("nonsense", "")]
    public void Columns_of_aggregates_lead_back_to_their_fields(string soql, string aliases) => Assert.Equal(
        aliases,
        string.Join(',', SoqlOutline.Of(soql).Aliases.Select(a => $"{a.Key}={a.Value.Object}.{a.Value.Field}").Order(StringComparer.Ordinal)));

    [Fact]
    public void The_filter_is_not_read() =>
        Assert.True(SoqlOutline.Of("SELECT COUNT() FROM A WHERE N IN (" + new string('(', 90_000)).IsCount);
}
