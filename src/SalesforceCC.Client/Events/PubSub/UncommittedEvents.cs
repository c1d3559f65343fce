using Google.Protobuf;

namespace SalesforceCC.Events.PubSub;

/// <summary>
/// Events of a managed subscription that the reader is done with, and of which Salesforce has not yet said that it knows. It is
/// told at most once a second, since it gathers what it is told.
/// </summary>
internal sealed class UncommittedEvents
{
    /// <summary>How long the answer to the last commit is waited for.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(1);

    private readonly Queue<ByteString> _order = new();
    private readonly HashSet<ByteString> _set = [];
    private ByteString? _last;
    private ByteString? _sent;
    private long? _sentAt;

    /// <summary>There are none.</summary>
    public bool IsEmpty => _order.Count == 0;

    /// <summary>One more; the place to commit now, or null.</summary>
    public ByteString? Add(ByteString replayId, TimeProvider clock)
    {
        if (_set.Add(replayId))
            _order.Enqueue(replayId);
        _last = replayId;
        return Due(clock);
    }

    /// <summary>The place to commit now; null: it is not yet time.</summary>
    public ByteString? Due(TimeProvider clock) =>
        _last is null || _last == _sent || (_sentAt is { } at && clock.GetElapsedTime(at) < s_pause) ? null : Last(clock);

    /// <summary>The place to commit at the end; null: it has been sent.</summary>
    public ByteString? Last(TimeProvider clock)
    {
        if (_last is null || _last == _sent)
            return null;
        _sentAt = clock.GetTimestamp();
        return _sent = _last;
    }

    /// <summary>Whether the reader is done with an event that comes again.</summary>
    public bool Contains(ByteString replayId) => _set.Contains(replayId);

    /// <summary>Salesforce has answered for all events up to this.</summary>
    public void Acknowledged(ByteString replayId)
    {
        if (!_set.Contains(replayId))
            return;
        ByteString next;
        do
        {
            next = _order.Dequeue();
            _set.Remove(next);
        }
        while (next != replayId);
    }

    /// <summary>What was sent may not have arrived.</summary>
    public void CallEnded()
    {
        _sent = null;
        _sentAt = null;
    }
}
