using SalesforceCC.Auth;
using SalesforceCC.Http;

namespace SalesforceCC.Cmdlets.Shell;

/// <summary>What code finds on a thread without asking for it: where continuations go, and the values of AsyncLocals.</summary>
/// <remarks>
/// .NET Framework cannot put an ExecutionContext back. There, only our own values are taken away and given back, and what
/// other code sets lasts no longer than the call of the cmdlet that it was set in.
/// </remarks>
internal readonly struct AmbientState
{
    private readonly SynchronizationContext? _synchronization;
#if NET
    private readonly ExecutionContext? _execution;
#else
    private readonly ICallerThread? _thread;
    private readonly Action<string>? _trace;
#endif

    private AmbientState(SynchronizationContext? synchronization)
    {
        _synchronization = synchronization;
#if NET
        _execution = ExecutionContext.Capture();
#else
        _thread = CallerThreads.Current;
        _trace = RequestTrace.Sink;
#endif
    }

    /// <summary>That of this thread, now.</summary>
    public static AmbientState Take() => new(SynchronizationContext.Current);

    /// <summary>Makes this thread's the same again.</summary>
    public void Restore()
    {
#if NET
        // Null: somebody has stopped its flow, and it is the same everywhere.
        if (_execution is not null)
            ExecutionContext.Restore(_execution);
#else
        CallerThreads.Current = _thread;
        RequestTrace.Sink = _trace;
#endif
        SynchronizationContext.SetSynchronizationContext(_synchronization);
    }
}
