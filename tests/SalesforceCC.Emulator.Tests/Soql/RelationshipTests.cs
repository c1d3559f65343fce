using SalesforceCC.Emulator.Data;
using SalesforceCC.Emulator.Tests.Data;
using Xunit;

namespace SalesforceCC.Emulator.Tests.Soql;

/// <summary>How far relationships go, down and up, and whom an error speaks of.</summary>
public sealed class RelationshipTests(SharedOrg shared)
{
    private readonly SampleOrg _org = shared.Org;

    [Theory]
    [InlineData(5, true)]
    [InlineData(6, false)]
    public void Subqueries_nest_five_deep(int depth, bool taken)
    {
        string soql = "SELECT Id FROM ChildAccounts";
        for (int i = 1; i < depth; i++) soql = $"SELECT Id, ({soql}) FROM ChildAccounts";
        soql = $"SELECT Id, ({soql}) FROM Account";
        if (taken) Assert.Equal(12, _org.Query(soql).GetProperty("totalSize").GetInt32());
        else Assert.Equal("INVALID_TYPE", Assert.Throws<SalesforceError>(() => _org.Query(soql)).ErrorCode);
    }

    [Theory]
    [InlineData("SELECT Id, (SELECT Id FROM Account.Owner.Contacts) FROM Account", "INVALID_TYPE", "Didn't understand relationship 'Account.Owner.Contacts'")]
    [InlineData("SELECT What.Nothing FROM Task", "INVALID_FIELD", "No such column 'Nothing' on entity 'Name'")]
    [InlineData("SELECT Account.Nothing FROM Contact", "INVALID_FIELD", "No such column 'Nothing' on entity 'Account'")]
    [InlineData("SELECT TYPEOF What WHEN Account THEN Nothing END FROM Task", "INVALID_FIELD", "No such column 'Nothing' on entity 'Account'")]
    [InlineData("SELECT TYPEOF What WHEN Account THEN Phone ELSE Nothing END FROM Task", "INVALID_FIELD", "No such column 'Nothing' on entity 'Name'")]
    public void Says_whose_field_or_relationship_there_is_not(string soql, string code, string reason)
    {
        SalesforceError error = Assert.Throws<SalesforceError>(() => _org.Query(soql));
        Assert.Equal(code, error.ErrorCode);
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_is_whatever_the_object_calls_so() => Assert.Equal(
        ["Case 00000003"],
        _org.Query("SELECT What.Type, What.Name FROM Task WHERE What.Type = 'Case' LIMIT 1").GetProperty("records").EnumerateArray()
            .Select(r => $"{r.GetProperty("What").GetProperty("Type")} {r.GetProperty("What").GetProperty("Name")}"));
}
