using SalesforceCC.Emulator.Apex.Logs;
using SalesforceCC.Emulator.Data;

namespace SalesforceCC.Emulator.Apex.Running;

/// <summary>One run of a program: its variables, its log, and what it may still do.</summary>
internal sealed class ApexRun(ApexDatabase database, ApexLogWriter log, TimeProvider clock)
{
    // Both limits stand for the org's CPU time and heap: a count is the same on every machine.
    private const int MaxSteps = 2_000_000;
    private const int MaxText = 6_000_000;

    private readonly List<object?> _variables = [];
    private int _steps;

    public ApexDatabase Database => database;

    public ApexLogWriter Log => log;

    /// <summary>The line that is being run.</summary>
    public int Line { get; set; } = 1;

    public DateTimeOffset Now => clock.GetUtcNow();

    public object? this[int slot]
    {
        get => slot < _variables.Count ? _variables[slot] : null;
        set
        {
            while (_variables.Count <= slot) _variables.Add(null);
            _variables[slot] = value;
        }
    }

    /// <exception cref="ApexException">The program runs for too long.</exception>
    public void Step()
    {
        if (++_steps > MaxSteps) throw ApexException.Limit("Apex CPU time limit exceeded");
    }

    /// <exception cref="ApexException">The text is too long.</exception>
    public static string Join(string left, string right) => (long)left.Length + right.Length > MaxText
        ? throw ApexException.Limit($"Apex heap size too large: {(long)left.Length + right.Length}")
        : left + right;
}
