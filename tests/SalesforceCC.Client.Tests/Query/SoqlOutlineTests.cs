using SalesforceCC.Query;
using SalesforceCC.Records;

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
    [InlineData("SELECT MIN(CreatedDate) FROM Account", "expr0=CreatedDate")]
    [InlineData("SELECT MAX(CreatedDate) newest FROM Account", "newest=CreatedDate")]
    [InlineData("SELECT COUNT(Id), max ( CloseDate ) FROM Opportunity", "expr0:Integer,expr1=CloseDate")]
    [InlineData("SELECT COUNT(Id) n, MAX(CloseDate), MIN(CloseDate) FROM Opportunity", "n:Integer,expr0=CloseDate,expr1=CloseDate")]
    [InlineData("SELECT CloseDate, COUNT(Id) FROM Opportunity GROUP BY CloseDate", "CloseDate=CloseDate,expr0:Integer")]
    [InlineData("SELECT CloseDate d FROM Opportunity GROUP BY CloseDate", "d=CloseDate")]
    [InlineData("SELECT o.CloseDate, MAX(o.Due__c) FROM Opportunity o GROUP BY o.CloseDate", "CloseDate=CloseDate,expr0=Due__c")]
    [InlineData("SELECT Opportunity.CloseDate FROM Opportunity GROUP BY CloseDate", "CloseDate=CloseDate")]
    [InlineData("SELECT Account.CreatedDate, MAX(Account.X__c) FROM Contact GROUP BY Account.CreatedDate", "CreatedDate=Account.CreatedDate,expr0=Account.X__c")]
    [InlineData("SELECT MAX(a.X__c) FROM Contact c, c.Account a", "expr0=Account.X__c")]
    [InlineData("SELECT MAX(o.X__c) FROM Contact AS c, c.Account a, a.Owner o", "expr0=Account.Owner.X__c")]
    [InlineData("SELECT CALENDAR_YEAR(CreatedDate), SUM(Amount) FROM A GROUP BY CALENDAR_YEAR(CreatedDate)", "expr0:Integer,expr1:Number")]
    [InlineData("SELECT HOUR_IN_DAY(convertTimezone(CreatedDate)) h, AVG(Amount) FROM A GROUP BY HOUR_IN_DAY(convertTimezone(CreatedDate))", "h:Integer,expr0:Number")]
    [InlineData("SELECT DAY_ONLY(convertTimezone(CreatedDate)) d FROM A GROUP BY DAY_ONLY(convertTimezone(CreatedDate))", "d:Date")]
    [InlineData("SELECT day_only(CreatedDate) d FROM A", "d:Date")]
    [InlineData("SELECT FORMAT(MAX(CloseDate)) d FROM A", "d:Text")]
    [InlineData("SELECT MAX(convertCurrency(Amount)) m, GROUPING(Industry) g FROM A GROUP BY ROLLUP(Industry)", "m:Number,g:Integer")]
    [InlineData("SELECT COUNT_DISTINCT(Industry) FROM A", "expr0:Integer")]
    [InlineData("SELECT MAX(CloseDate) /* , MIN(x) */ d FROM Opportunity", "d=CloseDate")]
    [InlineData("SELECT FORMAT(Amount) a, toLabel(Status) FROM A", "a:Text,Status:Text")]
    [InlineData("SELECT Id, Owner.Name, Owner.Profile.Name FROM Account", "Id=Id,Owner.Name,Owner.Profile.Name")]
    [InlineData("SELECT a.Id, a.Owner.Name FROM Account a WHERE Name = 'FROM'", "Id=Id,Owner.Name")]
    [InlineData("SELECT Account.Id, Account.Parent.Name FROM Account", "Id=Id,Parent.Name")]
    [InlineData("SELECT toLabel(Account.Industry) FROM Contact", "Account.Industry:Text")]
    [InlineData("SELECT Id, (SELECT Id, (SELECT Id FROM Cases) FROM c.Contacts x WHERE x.Name = ')'), Name FROM Account c", "Id=Id,Contacts(Id=Id,Cases(Id=Id)),Name=Name")]
    [InlineData("SELECT Id, TYPEOF What WHEN Account THEN Name, Phone WHEN Opportunity THEN Name, Owner.Name ELSE Id END, Subject FROM Event", "Id=Id,What.Name,What.Phone,What.Name,What.Owner.Name,What.Id,Subject=Subject")]
    [InlineData("SELECT FIELDS(ALL), Owner.Name FROM Account LIMIT 200", "*,Owner.Name")]
    [InlineData("nonsense", null)]
    [InlineData("SELECT Id", null)]
    [InlineData("SELECT FROM A", null)]
    public void The_columns_of_a_statement(string soql, string? columns) => Assert.Equal(columns, Show(SoqlOutline.Of(soql).Selection));

    private static string? Show(Selection? selection) =>
        selection is null ? null : string.Join(',', selection.Columns.Select(Show));

    private static string Show(SelectedColumn column) => column switch
    {
        { IsOpen: true } => "*",
        { Children: { } children } => $"{column.Name}({Show(children)})",
        { Type: not FieldType.Unknown } => $"{string.Join('.', column.Path)}:{column.Type}",
        { Field: { } field } => $"{column.Name}={string.Join('.', field)}",
        { Path.Count: 1 } => $"{column.Name}={column.Name}",
        _ => string.Join('.', column.Path),
    };

    [Fact]
    public void Subqueries_without_end_are_no_selection() =>
        Assert.Empty(SoqlOutline.Of(string.Concat(Enumerable.Repeat("SELECT (", 20_000)) + "SELECT Id FROM A").Selection?.Columns ?? []);

    [Fact]
    public void The_filter_is_not_read() =>
        Assert.True(SoqlOutline.Of("SELECT COUNT() FROM A WHERE N IN (" + new string('(', 90_000)).IsCount);
}
