namespace SalesforceCC.Emulator.Events.Bus;

/// <summary>
/// Some hundred events that follow each other, their payloads in one piece of memory: a million events are a thousand objects
/// for the garbage collector, and the oldest go together.
/// </summary>
internal sealed class EventSegment(long first)
{
    private const int MostEvents = 1_024;
    private const int FirstBytes = 16 * 1_024;
    private const int MostBytes = 1_024 * 1_024;

    private Entry[] _entries = new Entry[16];
    private byte[] _bytes = new byte[FirstBytes];
    private int _used;

    /// <summary>Number of its first event, counted from the beginning of the bus.</summary>
    public long First => first;

    public int Count { get; private set; }

    public long Next => first + Count;

    public long Bytes => _used;

    public bool HasRoom => Count < MostEvents && _used < MostBytes;

    public ReplayId IdAt(int index) => _entries[index].Id;

    public EventKind KindAt(int index) => _entries[index].Kind;

    public DateTimeOffset At(int index) => new(_entries[index].Ticks, TimeSpan.Zero);

    public int PayloadAt(int index) => _entries[index].Length;

    public StoredEvent this[int index]
    {
        get
        {
            ref readonly Entry entry = ref _entries[index];
            return new StoredEvent(
                entry.Id, entry.Kind, entry.Text ?? (entry.Key == default ? null : entry.Key.ToString()), At(index), _bytes.AsMemory(entry.Offset, entry.Length));
        }
    }

    public void Add(ReplayId id, EventKind kind, BusEvent message, DateTimeOffset at)
    {
        if (Count == _entries.Length) Array.Resize(ref _entries, Count * 4);
        Reserve(message.Payload.Length);
        message.Payload.CopyTo(_bytes, _used);

        // Nearly all ids are UUIDs, which need a fifth of the room that their text needs.
        bool isKey = Guid.TryParseExact(message.EventId, "D", out Guid key) && key != default && key.ToString() == message.EventId;
        _entries[Count] = new Entry
        {
            Id = id,
            Kind = kind,
            Ticks = at.UtcTicks,
            Offset = _used,
            Length = message.Payload.Length,
            Key = isKey ? key : default,
            Text = isKey ? null : message.EventId,
        };
        _used += message.Payload.Length;
        Count++;
    }

    /// <summary>The index of the first event after an id; <see cref="Count"/> where all are before it.</summary>
    public int After(ReplayId id)
    {
        (int low, int high) = (0, Count);
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (_entries[middle].Id.Number <= id.Number) low = middle + 1;
            else high = middle;
        }

        return low;
    }

    /// <summary>Gives back the room that no event will come into.</summary>
    public void Close() => Array.Resize(ref _bytes, _used);

    /// <summary>Who reads an earlier event holds the memory from before, in which it stays what it was.</summary>
    private void Reserve(int bytes)
    {
        if (_used + bytes <= _bytes.Length) return;
        Array.Resize(ref _bytes, Math.Max(_used + bytes, _bytes.Length * 2));
    }

    private struct Entry
    {
        public ReplayId Id;
        public EventKind Kind;
        public long Ticks;
        public int Offset;
        public int Length;
        public Guid Key;
        public string? Text;
    }
}
