using SalesforceCC.Emulator.Tests.Data;
using Xunit;

namespace SalesforceCC.Emulator.Tests.Soql;

public sealed class ScopeTests : IDisposable
{
    private readonly SampleOrg _org = new();

    [Theory]
    [InlineData("SELECT Id FROM Lead USING SCOPE {0}")]
    [InlineData("SELECT Id FROM Lead USING SCOPE {0} WHERE LastName != null")]
    [InlineData("SELECT Id FROM Lead USING SCOPE {0} ORDER BY LastName")]
    public void Mine_are_the_rows_that_the_user_owns(string soql)
    {
        Insert("Lead", "of the run-as user", _org.Store.RunAsUserId);
        Insert("Lead", "of the administrator", _org.Store.AdminUserId);
        Emulator.Data.QueryOptions asked = SampleOrg.Options() with { UserId = _org.Store.RunAsUserId };

        List<string?> all = _org.Column(string.Format(System.Globalization.CultureInfo.InvariantCulture, soql, "everything"), "Id", asked);
        List<string?> mine = _org.Column(string.Format(System.Globalization.CultureInfo.InvariantCulture, soql, "mine"), "Id", asked);

        List<string?> owned = _org.Column($"SELECT Id FROM Lead WHERE OwnerId = '{_org.Store.RunAsUserId}'", "Id", asked);
        Assert.Equal(owned.Order(StringComparer.Ordinal), mine.Order(StringComparer.Ordinal));
        Assert.True(mine.Count < all.Count);
        Assert.NotEmpty(mine);
    }

    [Fact]
    public void A_count_has_a_scope_too()
    {
        Insert("Lead", "mine", _org.Store.RunAsUserId);
        Emulator.Data.QueryOptions asked = SampleOrg.Options() with { UserId = _org.Store.RunAsUserId };
        int owned = _org.Column($"SELECT Id FROM Lead WHERE OwnerId = '{_org.Store.RunAsUserId}'", "Id", asked).Count;

        Assert.Equal(owned, _org.Query("SELECT COUNT() FROM Lead USING SCOPE mine", asked).GetProperty("totalSize").GetInt32());
    }

    public void Dispose() => _org.Dispose();

    private void Insert(string type, string name, string owner) =>
        _org.Insert(type, $$"""{"LastName":"{{name}}","Company":"x","OwnerId":"{{owner}}"}""");
}
