namespace SalesforceCC.Cmdlets.Shell;

/// <summary>
/// The time during which code of others has the pipeline thread: the rest of the pipeline, the host, a script block, a
/// vault. It finds the thread as the caller of the cmdlet had it, and what it changes there stays.
/// </summary>
internal readonly struct OutsideScope : IDisposable
{
    private readonly PipelineThread? _thread;
    private readonly AmbientState _inside;

    /// <param name="thread">Whose thread it is; null where it is not inside a cmdlet of ours.</param>
    public OutsideScope(PipelineThread? thread)
    {
        _thread = thread;
        if (thread is null)
            return;
        _inside = AmbientState.Take();
        thread.Caller.Restore();
    }

    public void Dispose()
    {
        if (_thread is null)
            return;
        _thread.Caller = AmbientState.Take();
        _inside.Restore();
    }
}
