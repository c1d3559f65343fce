namespace SalesforceCC.Cmdlets.Shell;

/// <summary>
/// Whose turn it is, where only one may be at work in the process. It is taken by who can begin at once, never by who
/// waits for something else, such as a pipeline thread that is busy.
/// </summary>
internal sealed class VaultTurn
{
    [ThreadStatic]
    private static bool t_mine;

    private readonly object _lock = new();
    private TaskCompletionSource<bool>? _over;

    /// <summary>Does the work if nobody else is at it; else gives what ends when his turn is over.</summary>
    /// <remarks>A command that runs inside another, on its thread, has its turn: waiting would be for itself.</remarks>
    public Task? TryRun(Action work)
    {
        if (t_mine)
        {
            work();
            return null;
        }

        lock (_lock)
        {
            if (_over is not null)
                return _over.Task;
            _over = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        t_mine = true;
        try
        {
            work();
            return null;
        }
        finally
        {
            t_mine = false;
            Pass();
        }
    }

    private void Pass()
    {
        TaskCompletionSource<bool> over;
        lock (_lock)
        {
            over = _over!;
            _over = null;
        }

        over.SetResult(true);
    }
}
