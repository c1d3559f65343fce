using System.Text.Json;
using SalesforceCC.Emulator.Data;
using SalesforceCC.Emulator.Tests.Data;
using Xunit;

namespace SalesforceCC.Emulator.Tests.Soql;

public sealed class TimeZoneTests : IDisposable
{
    private readonly SampleOrg _org = new();

    // In Tokyo the next day begins at 15:00 UTC. The sample org begins at 15:30.
    [Theory]
    [InlineData("GMT", "TODAY", "2026-11-24T14:59:00Z", true)]
    [InlineData("GMT", "TODAY", "2026-11-23T23:59:00Z", false)]
    [InlineData("Asia/Tokyo", "TODAY", "2026-11-24T14:59:00Z", false)]
    [InlineData("Asia/Tokyo", "TODAY", "2026-11-24T15:00:00Z", true)]
    [InlineData("Asia/Tokyo", "YESTERDAY", "2026-11-23T15:00:00Z", true)]
    [InlineData("America/Los_Angeles", "TODAY", "2026-11-24T08:00:00Z", true)]
    [InlineData("America/Los_Angeles", "TODAY", "2026-11-24T07:59:00Z", false)]
    public void Days_begin_where_the_user_is(string zone, string literal, string moment, bool found)
    {
        QueryOptions asked = In(zone);
        string id = _org.Insert("Invoice__c", $$"""{"Account__c":"{{_org.Id("Account", "Name = 'Nordlicht Vermessung GmbH'")}}","Sent_At__c":"{{moment}}"}""");
        Assert.Equal(found ? [id] : [], _org.Column($"SELECT Id FROM Invoice__c WHERE Sent_At__c = {literal} AND Id = '{id}'", "Id", asked));
    }

    [Fact]
    public void Date_functions_are_utc_but_for_convertTimezone()
    {
        QueryOptions asked = In("Asia/Tokyo");
        string id = _org.Insert("Invoice__c", $$"""{"Account__c":"{{_org.Id("Account", "Name = 'Nordlicht Vermessung GmbH'")}}","Sent_At__c":"2026-11-24T20:15:00Z"}""");
        JsonElement row = _org.Query(
            "SELECT HOUR_IN_DAY(Sent_At__c) utc, HOUR_IN_DAY(convertTimezone(Sent_At__c)) here, DAY_ONLY(convertTimezone(Sent_At__c)) d FROM Invoice__c " +
            $"WHERE Id = '{id}' GROUP BY HOUR_IN_DAY(Sent_At__c), HOUR_IN_DAY(convertTimezone(Sent_At__c)), DAY_ONLY(convertTimezone(Sent_At__c))",
            asked).GetProperty("records")[0];
        Assert.Equal((20, 5, "2026-11-25"), (row.GetProperty("utc").GetInt32(), row.GetProperty("here").GetInt32(), row.GetProperty("d").GetString()));
    }

    [Theory]
    [InlineData("SELECT convertTimezone(CreatedDate) FROM Account", 8, "convertTimezone is allowed in SELECT only with GROUP BY")]
    [InlineData("SELECT Id FROM Account WHERE convertTimezone(CreatedDate) > 2020-01-01T00:00:00Z", 30, "convertTimezone can only be used in a date function")]
    [InlineData("SELECT MAX(convertTimezone(CreatedDate)) FROM Account", 8, "convertTimezone can only be used in a date function")]
    [InlineData("SELECT Id FROM Account WHERE FORMAT(convertTimezone(CreatedDate)) = 'x'", 30, "convertTimezone can only be used in a date function")]
    [InlineData("SELECT Id FROM Account WHERE DAY_ONLY(convertTimezone(Name)) = TODAY", 39, "convertTimezone(Name) is not supported by this org")]
    [InlineData("SELECT COUNT(Id) FROM Account GROUP BY Name HAVING HOUR_IN_DAY(convertTimezone(MAX(CreatedDate))) > 1", 64, "convertTimezone(CreatedDate) is not supported by this org")]
    public void It_stands_in_date_functions_only(string soql, int column, string reason)
    {
        SalesforceError error = Assert.Throws<SalesforceError>(() => _org.Query(soql));
        Assert.Equal("MALFORMED_QUERY", error.ErrorCode);
        Assert.EndsWith($"\nERROR at Row:1:Column:{column}\n{reason}", error.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _org.Dispose();

    private QueryOptions In(string zone)
    {
        _org.Store.Update(_org.Type("User"), _org.Store.RunAsUserId, SampleOrg.Parse($$"""{"TimeZoneSidKey":"{{zone}}"}"""), _org.Store.AdminUserId);
        return SampleOrg.Options() with { UserId = _org.Store.RunAsUserId };
    }
}
