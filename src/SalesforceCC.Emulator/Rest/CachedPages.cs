using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using SalesforceCC.Emulator.Data;
using SalesforceCC.Emulator.Http;

namespace SalesforceCC.Emulator.Rest;

/// <summary>
/// Pages kept as bytes, as they are and compressed, so that in a benchmark a repeated query costs the server nothing
/// but the socket. Locators depend on the query alone, or no later page would ever be asked for twice. Later changes of
/// rows do not show.
/// </summary>
internal sealed class CachedPages(OrgStore store, CursorTable cursors) : IQueryPages
{
    private readonly ConcurrentDictionary<(string Locator, int Offset), Page> _pages = new();
    private readonly ConcurrentDictionary<string, Statement> _statements = new();

    public Answer Open(string soql, QueryOptions options)
    {
        var locator = LocatorOf(soql, options);
        _statements.TryAdd(locator, new Statement(soql, options));
        return Get(locator, 0);
    }

    public Answer Read(string locator, int offset, string versionPath) => Get(locator, offset);

    private Answer Get(string locator, int offset)
    {
        if (!_pages.TryGetValue((locator, offset), out var page))
            page = _pages[(locator, offset)] = Render(locator, offset);
        return Answer.Json(200, page.Identity, page.Gzipped);
    }

    private Page Render(string locator, int offset)
    {
        if (!_statements.TryGetValue(locator, out var statement))
            throw QueryEndpoint.InvalidLocator();
        using var lease = Cursor(locator, statement);
        if (offset > 0 && offset >= lease.Cursor.TotalSize)
            throw QueryEndpoint.InvalidLocator();
        using var buffer = new PooledBuffer(64 * 1024);
        lease.Cursor.WritePage(buffer, offset, $"{statement.Options.VersionPath}/query/{locator}");
        using var compressed = AnswerSender.Compress(buffer.Written.Span);
        return new Page(buffer.Written.ToArray(), compressed.Written.ToArray());
    }

    /// <summary>Runs the query again where its cursor had to make room.</summary>
    private CursorTable.Lease Cursor(string locator, Statement statement)
    {
        lock (_statements)
        {
            if (cursors.Take(locator) is { } lease)
                return lease;
            cursors.Add(statement.Options.UserId, locator, store.Query(statement.Soql, statement.Options));
            return cursors.Take(locator)!;
        }
    }

    private static string LocatorOf(string soql, QueryOptions options)
    {
        var key = $"{options.UserId}|{options.IncludeDeleted}|{options.PageSize}|{options.VersionPath}|{soql}";
        return "01g" + Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(key)))[..15];
    }

    private sealed record Page(byte[] Identity, byte[] Gzipped);

    private sealed record Statement(string Soql, QueryOptions Options);
}
