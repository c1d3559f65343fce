using FsCheck;
using FsCheck.Xunit;
using SalesforceCC.Emulator.Data;
using Xunit;

namespace SalesforceCC.Emulator.Tests.Data;

public sealed class SalesforceIdTests
{
    // Pairs that Salesforce itself gave out.
    [Theory]
    [InlineData("500i000000171NZ", "500i000000171NZAAY")]
    [InlineData("001i000002C8QTI", "001i000002C8QTIAA3")]
    [InlineData("005i0000000nZmo", "005i0000000nZmoAAE")]
    [InlineData("012000000000000", "012000000000000AAA")]
    public void Suffix_is_salesforces(string shortId, string longId)
    {
        Assert.True(SalesforceId.TryNormalize(shortId, out string? id));
        Assert.Equal(longId, id);
    }

    [Property]
    public bool Case_of_a_long_id_is_repaired(PositiveInt row, bool upper)
    {
        string id = SalesforceId.Create("00Q", row.Get);
        string changed = upper ? id.ToUpperInvariant() : id.ToLowerInvariant();
        return SalesforceId.TryNormalize(changed, out string? repaired) && repaired == id;
    }

    [Fact]
    public void Short_ids_that_differ_in_case_are_different()
    {
        Assert.True(SalesforceId.TryNormalize("001Hs000001000a", out string? lower));
        Assert.True(SalesforceId.TryNormalize("001Hs000001000A", out string? upper));
        Assert.NotEqual(lower, upper, StringComparer.Ordinal);
        Assert.NotEqual(lower, upper, StringComparer.OrdinalIgnoreCase);
    }

    [Fact]
    public void Ids_sort_as_their_rows()
    {
        List<string> ids = Enumerable.Range(1, 500).Select(i => SalesforceId.Create("001", i)).ToList();
        Assert.Equal(ids, ids.Order(StringComparer.Ordinal));
        Assert.Equal(ids.Count, ids.Distinct(StringComparer.OrdinalIgnoreCase).Count());
    }

    [Theory]
    [InlineData("")]
    [InlineData("001")]
    [InlineData("001i000002C8QTIAA")]
    [InlineData("001i000002C8QTIAA6")]
    [InlineData("001i000002C8QT'")]
    [InlineData("001i000002C8QTI999")]
    [InlineData("001i000002C8QTIAA5")]
    [InlineData("001000000000001BAA")]
    [InlineData(null)]
    public void Others_are_no_ids(string? text) => Assert.False(SalesforceId.TryNormalize(text, out _));
}
