using SalesforceCC.Emulator.Http;
using SalesforceCC.Emulator.Rest;
using SalesforceCC.Emulator.Tests.Data;
using Xunit;

namespace SalesforceCC.Emulator.Tests.Soql;

/// <summary>Pages that are kept as bytes.</summary>
public sealed class CachedPagesTests
{
    private readonly SampleOrg _org;

    public CachedPagesTests(SharedOrg shared) => _org = shared.Org;

    [Fact]
    public void No_more_is_kept_than_was_allowed_and_what_made_room_is_made_anew()
    {
        const int Capacity = 300_000;
        using CursorTable cursors = new();
        CachedPages pages = new(_org.Store, cursors, Capacity);
        string? firstPage = null, locator = null;
        for (int offset = 0; offset < 5_000; offset += 200)
        {
            using Answer page = offset == 0
                ? pages.Open("SELECT Id, Name, Notes__c FROM Big__c", SampleOrg.Options(200))
                : pages.Read(locator!, offset, "/services/data/v68.0");
            string text = System.Text.Encoding.UTF8.GetString(page.Body.Span);
            firstPage ??= text;
            locator ??= System.Text.Json.JsonDocument.Parse(text).RootElement.GetProperty("nextRecordsUrl").GetString()!.Split('/')[^1][..^4];
            Assert.InRange(pages.Bytes, 1, Capacity);
        }

        using Answer again = pages.Open("SELECT Id, Name, Notes__c FROM Big__c", SampleOrg.Options(200));
        Assert.Equal(firstPage, System.Text.Encoding.UTF8.GetString(again.Body.Span));
    }
}
