namespace SalesforceCC.Emulator.Events.Faults;

/// <summary>Errors that calls and events get on order.</summary>
internal sealed class EventFaults
{
    private readonly List<Due<RpcFault>> _calls = [];
    private readonly List<Due<PublishFault>> _events = [];
    private readonly Lock _lock = new();

    public void Add(RpcFault fault)
    {
        // Said to who orders it, not to who runs into it.
        fault.ToError();
        lock (_lock) _calls.Add(new Due<RpcFault>(fault, fault.Count, fault.Skip));
    }

    public void Add(PublishFault fault)
    {
        lock (_lock) _events.Add(new Due<PublishFault>(fault, fault.Count, fault.Skip));
    }

    public void Clear()
    {
        lock (_lock)
        {
            _calls.Clear();
            _events.Clear();
        }
    }

    /// <summary>The error of a call that begins now.</summary>
    public RpcFault? Take(string rpc)
    {
        lock (_lock) return _calls.Find(d => d.Thing.Matches(rpc) && d.Take())?.Thing;
    }

    /// <summary>The error of an event that is published now.</summary>
    public PublishFault? Take()
    {
        lock (_lock) return _events.Count == 0 ? null : _events.Find(d => d.Take())?.Thing;
    }

    private sealed class Due<T>(T thing, int count, int skip)
    {
        private int _count = count;
        private int _skip = skip;

        public T Thing => thing;

        public bool Take()
        {
            if (_count == 0) return false;
            if (_skip > 0)
            {
                _skip--;
                return false;
            }

            if (_count > 0) _count--;
            return true;
        }
    }
}
