namespace SalesforceCC.Emulator.Events.Service;

/// <summary>The calls of the service, in order; the oldest fall off.</summary>
internal sealed class CallLog
{
    private const int Capacity = 10_000;

    private readonly Queue<PubSubCall> _calls = new();
    private readonly Lock _lock = new();

    public IReadOnlyList<PubSubCall> All
    {
        get
        {
            lock (_lock) return [.. _calls];
        }
    }

    public void Add(PubSubCall call)
    {
        lock (_lock)
        {
            _calls.Enqueue(call);
            if (_calls.Count > Capacity) _calls.Dequeue();
        }
    }

    public void Clear()
    {
        lock (_lock) _calls.Clear();
    }
}
