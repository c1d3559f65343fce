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
/// <param name="store">The org's rows.</param>
/// <param name="cursors">Where the pages are made.</param>
/// <param name="capacity">Bytes that are kept; the oldest pages make room, and are made anew when asked for.</param>
internal sealed class CachedPages(OrgStore store, CursorTable cursors, long capacity = CachedPages.DefaultCapacity) : IQueryPages
{
    private const long DefaultCapacity = 512L * 1024 * 1024;

    // A statement is a few hundred bytes; without it, its locators are unknown.
    private const int MaxStatements = 10_000;

    private readonly ConcurrentDictionary<(string Locator, int Offset), Page> _pages = new();
    private readonly ConcurrentDictionary<string, Statement> _statements = new();
    private readonly Queue<(string Locator, int Offset)> _oldest = new();
    private readonly Queue<string> _oldestStatements = new();
    private long _bytes;

    /// <summary>Bytes that are kept now.</summary>
    public long Bytes => Interlocked.Read(ref _bytes);

    public Answer Open(string soql, QueryOptions options)
    {
        string locator = LocatorOf(soql, options);
        if (_statements.TryAdd(locator, new Statement(soql, options)))
            Remember(locator);
        return Get(locator, 0);
    }

    public Answer Read(string locator, int offset, string versionPath) => Get(locator, offset);

    private Answer Get(string locator, int offset)
    {
        if (!_pages.TryGetValue((locator, offset), out Page? page))
            page = Keep((locator, offset), Render(locator, offset));
        return Answer.Json(200, page.Identity, page.Gzipped);
    }

    private Page Keep((string Locator, int Offset) key, Page page)
    {
        lock (_oldest)
        {
            // Two may have made the same page at once.
            if (!_pages.TryAdd(key, page))
                return page;
            _oldest.Enqueue(key);
            _bytes += page.Size;
            while (_bytes > capacity && _oldest.TryDequeue(out (string Locator, int Offset) oldest))
            {
                if (_pages.TryRemove(oldest, out Page? gone))
                    _bytes -= gone.Size;
            }
        }

        return page;
    }

    private void Remember(string locator)
    {
        lock (_oldestStatements)
        {
            _oldestStatements.Enqueue(locator);
            if (_oldestStatements.Count > MaxStatements)
                _statements.TryRemove(_oldestStatements.Dequeue(), out _);
        }
    }

    private Page Render(string locator, int offset)
    {
        if (!_statements.TryGetValue(locator, out Statement? statement))
            throw QueryEndpoint.InvalidLocator();
        using CursorTable.Lease lease = Cursor(locator, statement);
        if (offset > 0 && offset >= lease.Cursor.TotalSize)
            throw QueryEndpoint.InvalidLocator();
        using PooledBuffer buffer = new PooledBuffer(64 * 1024);
        lease.Cursor.WritePage(buffer, offset, $"{statement.Options.VersionPath}/query/{locator}");
        using PooledBuffer compressed = AnswerSender.Compress(buffer.Written.Span);
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
        string key = $"{options.UserId}|{options.IncludeDeleted}|{options.PageSize}|{options.VersionPath}|{soql}";
        return "01g" + Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(key)))[..15];
    }

    private sealed record Page(byte[] Identity, byte[] Gzipped)
    {
        public int Size => Identity.Length + Gzipped.Length;
    }

    private sealed record Statement(string Soql, QueryOptions Options);
}
