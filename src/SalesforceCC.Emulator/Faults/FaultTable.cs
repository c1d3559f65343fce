namespace SalesforceCC.Emulator.Faults;

/// <summary>Faults in the order in which they were ordered; the first that is due meets a request.</summary>
internal sealed class FaultTable
{
    private readonly List<Fault> _faults = [];
    private readonly Lock _lock = new();

    public void Add(Fault fault)
    {
        lock (_lock)
            _faults.Add(fault);
    }

    public void Clear()
    {
        lock (_lock)
            _faults.Clear();
    }

    public Fault? Take(string method, string path)
    {
        lock (_lock)
        {
            foreach (Fault fault in _faults)
            {
                if (fault.Count == 0 || !fault.Matches(method, path))
                    continue;
                if (fault.Skip > 0)
                {
                    fault.Skip--;
                    continue;
                }

                if (fault.Count > 0)
                    fault.Count--;
                return fault;
            }

            return null;
        }
    }
}
