using System.Security.Cryptography;
using SalesforceCC.Emulator.Events.Bus;

namespace SalesforceCC.Emulator.Events;

/// <summary>
/// The org's event bus: one row of events for all topics, in the order in which they were published. Every member is safe to
/// call from many threads at once, and none waits for anything but the others.
/// </summary>
internal sealed class EventBus
{
    private readonly TimeProvider _clock;
    private readonly Func<EventSettings> _settings;
    private readonly Lock _lock = new();
    private readonly List<EventSegment> _segments = [new EventSegment(0)];
    private readonly Dictionary<(string Type, string SchemaId), EventKind> _kinds = [];
    private readonly ReplayMarks _marks = new();
    private volatile Signal[] _listeners = [];
    private ReplayId _last;
    private ReplayId _floor;
    private long _first;
    private long _bytes;
    private DateTimeOffset _lastAt;

    public EventBus(TimeProvider clock, Func<EventSettings> settings)
    {
        _clock = clock;
        _settings = settings;

        // Where a bus begins is its own affair: a replay id of another org means nothing here.
        _last = _floor = new ReplayId(RandomNumberGenerator.GetInt32(0x400000, 0x4000000));
    }

    /// <summary>What there is on the bus now.</summary>
    public (long Events, long Bytes, ReplayId Last) State
    {
        get
        {
            lock (_lock)
            {
                Purge();
                return (Next - _first, _bytes, _last);
            }
        }
    }

    private long Next => _segments[^1].Next;

    /// <summary>Publishes events, all of them at once and one after the other; answers with their replay ids.</summary>
    public IReadOnlyList<ReplayId> Append(IReadOnlyList<BusEvent> events)
    {
        ReplayId[] ids = new ReplayId[events.Count];
        lock (_lock)
        {
            for (int i = 0; i < ids.Length; i++) ids[i] = Add(events[i]);
            Purge();
        }

        Wake();
        return ids;
    }

    /// <summary>The place after the newest event.</summary>
    public long Tip()
    {
        lock (_lock) return Next;
    }

    /// <summary>The place of the oldest event that is kept.</summary>
    public long Earliest()
    {
        lock (_lock)
        {
            Purge();
            return _first;
        }
    }

    /// <summary>The place after a replay id; false for one that is too old, or was never given out.</summary>
    public bool TryFind(ReplayId id, out long place)
    {
        lock (_lock)
        {
            Purge();
            place = 0;
            if (id.Number <= _floor.Number || id.Number > _last.Number) return false;
            EventSegment segment = _segments[0];
            foreach (EventSegment later in _segments)
            {
                if (later.Count == 0 || later.IdAt(0).Number > id.Number) break;
                segment = later;
            }

            int after = segment.After(id);
            place = Math.Max(_first, segment.First + after);
            return (after > 0 && segment.IdAt(after - 1) == id) || _marks.Contains(id);
        }
    }

    /// <summary>
    /// A new replay id for the newest place, without an event: who has read all so far can go on after it, though none of its
    /// own events may be kept any more. Null where there is more than has been read, which nobody may skip.
    /// </summary>
    public ReplayId? TryMark(long read)
    {
        lock (_lock)
        {
            if (read != Next) return null;
            _last = new ReplayId(_last.Number + 1);
            _marks.Add(_last, Now());
            return _last;
        }
    }

    /// <summary>
    /// Adds events of some kinds to a list, from a place on, until there are so many or of so many bytes (but at least one);
    /// the place moves behind what was looked at. False where what stood at the place is not kept any more.
    /// </summary>
    public bool TryRead(ref long place, Func<EventKind, bool> wants, int most, long mostBytes, List<StoredEvent> events)
    {
        const int MostLookedAt = 10_000;
        lock (_lock)
        {
            Purge();
            if (place < _first) return false;
            long end = Math.Min(Next, place + MostLookedAt);
            int s = SegmentOf(place);
            while (place < end && events.Count < most)
            {
                EventSegment segment = _segments[s];
                if (place == segment.Next)
                {
                    s++;
                    continue;
                }

                int index = (int)(place - segment.First);
                if (wants(segment.KindAt(index)))
                {
                    mostBytes -= segment.PayloadAt(index);
                    if (mostBytes < 0 && events.Count > 0) break;
                    events.Add(segment[index]);
                }

                place++;
            }

            return true;
        }
    }

    /// <summary>Forgets all events, as a reset of the stream does: no replay id from before is worth anything.</summary>
    public void Clear()
    {
        lock (_lock)
        {
            long next = Next;
            _segments.Clear();
            _segments.Add(new EventSegment(next));
            _first = next;
            _bytes = 0;
            _last = new ReplayId(_last.Number + 1);
            _floor = _last;
        }

        Wake();
    }

    /// <summary>Lets all who wait look again.</summary>
    public void Wake()
    {
        foreach (Signal listener in _listeners) listener.Set();
    }

    /// <summary>Wakes somebody after each change, until disposed.</summary>
    public IDisposable Listen(Signal signal)
    {
        lock (_lock) _listeners = [.. _listeners, signal];
        return new Listening(this, signal);
    }

    private ReplayId Add(BusEvent message)
    {
        if (!_segments[^1].HasRoom)
        {
            _segments[^1].Close();
            _segments.Add(new EventSegment(Next));
        }

        if (!_kinds.TryGetValue((message.Type, message.SchemaId), out EventKind? kind))
            _kinds[(message.Type, message.SchemaId)] = kind = new EventKind(message.Type, message.SchemaId);

        // Numbers of other orgs and of the bus itself lie between those of two events.
        _last = new ReplayId(_last.Number + (Next % 4 == 3 ? 3 : 1));

        // In order of time as well, or what is too old would stand between what is not.
        _lastAt = message.At > _lastAt ? message.At : _lastAt;
        _segments[^1].Add(_last, kind, message, _lastAt);
        _bytes += message.Payload.Length;
        return _last;
    }

    /// <summary>Forgets what is too old, one by one, and what is too much, some hundred at a time.</summary>
    private void Purge()
    {
        EventSettings settings = _settings();
        DateTimeOffset oldest = Now() - TimeSpan.FromHours(settings.RetentionHours);
        while (_first < Next)
        {
            EventSegment head = _segments[0];
            int index = (int)(_first - head.First);
            bool tooMuch = _segments.Count > 1 && (_bytes > settings.RetentionBytes || Next - _first > settings.RetentionEvents);
            if (index < head.Count && !tooMuch && head.At(index) >= oldest) break;
            if (index < head.Count && !tooMuch)
            {
                Forget(head.IdAt(index));
                _first++;
                continue;
            }

            if (head.Count > 0) Forget(head.IdAt(head.Count - 1));
            if (_segments.Count == 1) break;
            _bytes -= head.Bytes;
            _segments.RemoveAt(0);
            _first = _segments[0].First;
        }

        if (_marks.Forget(oldest) is { } mark) Forget(mark);
    }

    private void Forget(ReplayId id) => _floor = id.Number > _floor.Number ? id : _floor;

    private int SegmentOf(long place)
    {
        (int low, int high) = (0, _segments.Count - 1);
        while (low < high)
        {
            int middle = (low + high + 1) / 2;
            if (_segments[middle].First <= place) low = middle;
            else high = middle - 1;
        }

        return low;
    }

    private DateTimeOffset Now() => _clock.GetUtcNow();

    private void Stop(Signal signal)
    {
        lock (_lock) _listeners = [.. _listeners.Where(l => l != signal)];
    }

    private sealed class Listening(EventBus bus, Signal signal) : IDisposable
    {
        public void Dispose() => bus.Stop(signal);
    }
}
