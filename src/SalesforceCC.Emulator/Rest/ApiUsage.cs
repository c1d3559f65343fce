using System.Globalization;

namespace SalesforceCC.Emulator.Rest;

/// <summary>The org's daily API requests.</summary>
internal sealed class ApiUsage(int used, int allowed)
{
    private readonly Lock _lock = new();

    public int Used { get; private set; } = used;

    public int Allowed { get; private set; } = allowed;

    public string Header
    {
        get
        {
            lock (_lock)
                return string.Create(CultureInfo.InvariantCulture, $"api-usage={Used}/{Allowed}");
        }
    }

    /// <summary>Counts one request; false where none is left.</summary>
    public bool TryCount()
    {
        lock (_lock)
        {
            if (Used >= Allowed)
                return false;
            Used++;
            return true;
        }
    }

    public void Set(int? newUsed, int? newAllowed)
    {
        lock (_lock)
        {
            Used = newUsed ?? Used;
            Allowed = newAllowed ?? Allowed;
        }
    }
}
