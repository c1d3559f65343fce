namespace SalesforceCC.Emulator.Data;

/// <summary>
/// Changes of rows, kept until their transaction is committed and then told to those who want to know. What is rolled
/// back is never told. Filled by the writing thread only.
/// </summary>
internal sealed class Outbox
{
    private readonly List<RowEvent> _events = [];
    private volatile Action<IReadOnlyList<RowEvent>>[] _subscribers = [];
    private readonly Lock _subscribing = new();

    /// <summary>Somebody wants to know.</summary>
    public bool IsHeard => _subscribers.Length > 0;

    /// <summary>How much there is: what a part of a transaction came after.</summary>
    public int Count => _events.Count;

    public void Add(RowEvent change) => _events.Add(change);

    /// <summary>Forgets what a part of a transaction has added, for it was rolled back.</summary>
    public void Shorten(int count) => _events.RemoveRange(count, _events.Count - count);

    /// <summary>Tells what has been committed, in the order of the changes. Who is told must not take long.</summary>
    public void Tell()
    {
        if (_events.Count == 0) return;
        RowEvent[] events = [.. _events];
        _events.Clear();
        foreach (Action<IReadOnlyList<RowEvent>> subscriber in _subscribers) subscriber(events);
    }

    /// <summary>Calls somebody after each commit that changed rows, until disposed.</summary>
    public IDisposable Subscribe(Action<IReadOnlyList<RowEvent>> subscriber)
    {
        lock (_subscribing) _subscribers = [.. _subscribers, subscriber];
        return new Subscription(this, subscriber);
    }

    private void Remove(Action<IReadOnlyList<RowEvent>> subscriber)
    {
        lock (_subscribing) _subscribers = [.. _subscribers.Where(s => s != subscriber)];
    }

    private sealed class Subscription(Outbox outbox, Action<IReadOnlyList<RowEvent>> subscriber) : IDisposable
    {
        public void Dispose() => outbox.Remove(subscriber);
    }
}
