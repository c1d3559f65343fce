using System.Security.Cryptography;
using SalesforceCC.Emulator.Data;
using SalesforceCC.Emulator.Http;

namespace SalesforceCC.Emulator.Rest;

/// <summary>Pages written afresh from the cursors of the store.</summary>
internal sealed class LivePages(IOrgStore store, CursorTable cursors) : IQueryPages
{
    private const string LocatorCharacters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    public Answer Open(string soql, QueryOptions options)
    {
        IQueryCursor? cursor = store.Query(soql, options);
        try
        {
            var locator = "01g" + RandomNumberGenerator.GetString(LocatorCharacters, 15);
            var page = Write(cursor, 0, locator, options.VersionPath);
            if (cursor.TotalSize <= cursor.PageSize)
                return page;
            cursors.Add(locator, cursor);
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
        using var lease = cursors.Take(locator) ?? throw QueryEndpoint.InvalidLocator();
        return offset < lease.Cursor.TotalSize
            ? Write(lease.Cursor, offset, locator, versionPath)
            : throw QueryEndpoint.InvalidLocator();
    }

    private static Answer Write(IQueryCursor cursor, int offset, string locator, string versionPath)
    {
        var buffer = new PooledBuffer(64 * 1024);
        try
        {
            cursor.WritePage(buffer, offset, $"{versionPath}/query/{locator}");
            return Answer.Json(200, buffer);
        }
        catch
        {
            buffer.Dispose();
            throw;
        }
    }
}
