using System.Security.Cryptography;
using SalesforceCC.Emulator.Data;
using SalesforceCC.Emulator.Http;

namespace SalesforceCC.Emulator.Rest;

/// <summary>Pages written afresh from the cursors of the store.</summary>
internal sealed class LivePages(OrgStore store, CursorTable cursors) : IQueryPages
{
    private const string LocatorCharacters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    public Answer Open(string soql, QueryOptions options)
    {
        IQueryCursor? cursor = store.Query(soql, options with { RegisterChild = child => Register(child, options) });
        try
        {
            string locator = NewLocator();
            (Answer page, int next) = Write(cursor, 0, locator, options.VersionPath);
            if (next >= cursor.TotalSize)
                return page;
            cursors.Add(options.UserId, locator, cursor);
            cursor = null;
            return page;
        }
        finally
        {
            cursor?.Dispose();
        }
    }

    public Answer Read(string locator, int offset, string versionPath)
    {
        using CursorTable.Lease lease = cursors.Take(locator) ?? throw QueryEndpoint.InvalidLocator();
        return offset < lease.Cursor.TotalSize
            ? Write(lease.Cursor, offset, locator, versionPath).Page
            : throw QueryEndpoint.InvalidLocator();
    }

    /// <summary>Children beyond the page of their parent go on under a locator of their own.</summary>
    private string Register(IQueryCursor child, QueryOptions options)
    {
        string locator = NewLocator();
        cursors.Add(options.UserId, locator, child);
        return $"{options.VersionPath}/query/{locator}";
    }

    private static string NewLocator() => "01g" + RandomNumberGenerator.GetString(LocatorCharacters, 15);

    private static (Answer Page, int Next) Write(IQueryCursor cursor, int offset, string locator, string versionPath)
    {
        PooledBuffer buffer = new PooledBuffer(64 * 1024);
        try
        {
            int next = cursor.WritePage(buffer, offset, $"{versionPath}/query/{locator}");
            return (Answer.Json(200, buffer), next);
        }
        catch
        {
            buffer.Dispose();
            throw;
        }
    }
}
