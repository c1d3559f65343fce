using SalesforceCC.Emulator.Events.Bus;

namespace SalesforceCC.Emulator.Events.Managed;

/// <summary>How far a managed subscription has come, and who has it.</summary>
internal sealed class ManagedState
{
    private readonly Lock _lock = new();
    private ReplayId? _committed;
    private DateTimeOffset _heldUntil;

    /// <summary>The newest commit.</summary>
    public ReplayId? Committed
    {
        get
        {
            lock (_lock) return _committed;
        }
        set
        {
            lock (_lock) _committed = value;
        }
    }

    /// <summary>One client at a time has it.</summary>
    public bool TryTake(DateTimeOffset now)
    {
        lock (_lock)
        {
            if (now < _heldUntil) return false;
            _heldUntil = DateTimeOffset.MaxValue;
            return true;
        }
    }

    /// <summary>The next client can have it from then on.</summary>
    public void Release(DateTimeOffset at)
    {
        lock (_lock) _heldUntil = at;
    }
}
