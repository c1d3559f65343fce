namespace SalesforceCC.Emulator.Data;

/// <summary>
/// Changes of rows, kept until their transaction is committed and then told to those who want to know. What is rolled
/// back is never told. Filled by the writing thread only.
/// </summary>
internal sealed class Outbox
{
    private readonly List<RowEvent> _events = [];
    private readonly List<RowEvent> _anyway = [];
    private volatile Subscription[] _subscribers = [];
    private readonly Lock _subscribing = new();

    /// <summary>How much there is: what a part of a transaction came after.</summary>
    public int Count => _events.Count;

    /// <summary>Somebody wants to know of rows of this object.</summary>
    public bool Hears(SObjectType type)
    {
        foreach (Subscription subscriber in _subscribers)
            if (subscriber.Wants(type)) return true;
        return false;
    }

    public void Add(RowEvent change) => _events.Add(change);

    /// <summary>Adds what is told when the transaction ends, however that is.</summary>
    public void AddAnyway(RowEvent change) => _anyway.Add(change);

    /// <summary>Forgets what a part of a transaction has added, for it was rolled back.</summary>
    public void Shorten(int count) => _events.RemoveRange(count, _events.Count - count);

    /// <summary>
    /// Tells what has been committed, in the order of the changes, or what does not care. Who is told must not take long.
    /// </summary>
    public void Tell()
    {
        Tell(_anyway);
        Tell(_events);
    }

    private void Tell(List<RowEvent> list)
    {
        if (list.Count == 0) return;
        RowEvent[] events = [.. list];
        list.Clear();
        foreach (Subscription subscriber in _subscribers) subscriber.Tell(events);
    }

    /// <summary>Calls somebody after each commit that changed rows of the objects that are wanted, until disposed.</summary>
    public IDisposable Subscribe(Action<IReadOnlyList<RowEvent>> subscriber, Func<SObjectType, bool>? wants = null)
    {
        Subscription added = new(this, subscriber, wants);
        lock (_subscribing) _subscribers = [.. _subscribers, added];
        return added;
    }

    private void Remove(Subscription subscriber)
    {
        lock (_subscribing) _subscribers = [.. _subscribers.Where(s => s != subscriber)];
    }

    private sealed class Subscription(Outbox outbox, Action<IReadOnlyList<RowEvent>> subscriber, Func<SObjectType, bool>? wants) : IDisposable
    {
        public bool Wants(SObjectType type) => wants is null || wants(type);

        public void Tell(RowEvent[] events)
        {
            RowEvent[] wanted = wants is null ? events : [.. events.Where(e => wants(e.Type))];
            if (wanted.Length > 0) subscriber(wanted);
        }

        public void Dispose() => outbox.Remove(this);
    }
}
