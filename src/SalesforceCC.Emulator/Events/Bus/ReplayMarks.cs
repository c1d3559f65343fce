namespace SalesforceCC.Emulator.Events.Bus;

/// <summary>Replay ids that were given out without an event, in keepalives; they grow old like events.</summary>
internal sealed class ReplayMarks
{
    private readonly List<(ReplayId Id, DateTimeOffset At)> _marks = [];

    public void Add(ReplayId id, DateTimeOffset at) => _marks.Add((id, at));

    public bool Contains(ReplayId id) =>
        _marks.BinarySearch((id, default), Comparer<(ReplayId Id, DateTimeOffset At)>.Create((a, b) => a.Id.Number.CompareTo(b.Id.Number))) >= 0;

    /// <summary>Forgets those of before a moment; the newest of them, where there are any.</summary>
    public ReplayId? Forget(DateTimeOffset oldest)
    {
        int old = 0;
        while (old < _marks.Count && _marks[old].At < oldest) old++;
        if (old == 0) return null;
        ReplayId newest = _marks[old - 1].Id;
        _marks.RemoveRange(0, old);
        return newest;
    }
}
