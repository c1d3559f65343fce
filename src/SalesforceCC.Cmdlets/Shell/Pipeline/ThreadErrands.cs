using SalesforceCC.Auth;

namespace SalesforceCC.Cmdlets.Shell;

/// <summary>Work for one thread, done by whichever cmdlet has it and waits: the innermost.</summary>
internal sealed class ThreadErrands
{
    [ThreadStatic]
    private static ThreadErrands? t_here;

    private readonly Queue<IErrand> _open = new();
    private readonly List<PipelineThread> _pumps = [];

    /// <summary>That of this thread.</summary>
    public static ThreadErrands Here => t_here ??= new ThreadErrands();

    public void Enter(PipelineThread pump)
    {
        lock (_open)
        {
            _pumps.Add(pump);
            if (_open.Count > 0)
                Ask(pump);
        }
    }

    public void Leave(PipelineThread pump)
    {
        lock (_open)
            _pumps.Remove(pump);
    }

    public void Add(IErrand errand)
    {
        lock (_open)
        {
            _open.Enqueue(errand);
            foreach (PipelineThread pump in _pumps)
                Ask(pump);
        }
    }

    private void Ask(PipelineThread pump) => pump.PostIfOpen(_ => Work(pump), null);

    private void Work(PipelineThread pump)
    {
        while (Next() is { } errand)
            pump.Do(errand);
    }

    private IErrand? Next()
    {
        lock (_open)
        {
            while (_open.Count > 0)
                if (_open.Dequeue() is { IsDone: false } errand)
                    return errand;
            return null;
        }
    }
}
