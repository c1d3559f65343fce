using SalesforceCC.Emulator.Data;

namespace SalesforceCC.Emulator.Rest;

/// <summary>
/// Open cursors. A user's oldest make room for new ones, as they do in an org (whose own number is lower); one that is
/// being read is only disposed of afterwards.
/// </summary>
internal sealed class CursorTable(int capacity = 50) : IDisposable
{
    private readonly Dictionary<string, Entry> _entries = [];
    private readonly Dictionary<string, Queue<string>> _byUser = [];
    private readonly Lock _lock = new();

    public void Add(string? userId, string locator, IQueryCursor cursor)
    {
        lock (_lock)
        {
            _entries.Add(locator, new Entry(cursor));
            if (!_byUser.TryGetValue(userId ?? "", out Queue<string>? order))
                _byUser[userId ?? ""] = order = new();
            order.Enqueue(locator);
            while (order.Count > capacity && _entries.Remove(order.Dequeue(), out Entry? oldest))
                Release(oldest);
        }
    }

    /// <summary>The cursor, kept alive until the lease is disposed; null where it is unknown or gone.</summary>
    public Lease? Take(string locator)
    {
        lock (_lock)
        {
            if (!_entries.TryGetValue(locator, out Entry? entry))
                return null;
            entry.Users++;
            return new Lease(this, entry);
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            foreach (Entry entry in _entries.Values)
                Release(entry);
            _entries.Clear();
            _byUser.Clear();
        }
    }

    private void Release(Entry entry)
    {
        lock (_lock)
        {
            if (--entry.Users == 0)
                entry.Cursor.Dispose();
        }
    }

    /// <summary>The right to use a cursor for a while.</summary>
    internal sealed class Lease(CursorTable table, Entry entry) : IDisposable
    {
        public IQueryCursor Cursor => entry.Cursor;

        public void Dispose() => table.Release(entry);
    }

    /// <summary>The table itself counts as one user.</summary>
    internal sealed class Entry(IQueryCursor cursor)
    {
        public IQueryCursor Cursor { get; } = cursor;

        public int Users { get; set; } = 1;
    }
}
