using System.Management.Automation;

namespace SalesforceCC.Cmdlets.Shell;

/// <summary>
/// A cmdlet that awaits on the pipeline thread: after every await it is back there, so Write* and ShouldProcess are
/// called as in any other cmdlet. What was begun for one input may be awaited with a later one, or at the end.
/// </summary>
public abstract class AsyncPSCmdlet : OutsideCmdlet, IDisposable
{
    [ThreadStatic]
    private static AsyncPSCmdlet? t_here;

    private readonly CancellationTokenSource _stop = new();
    private readonly PipelineThread _thread;

    /// <summary>Makes a cmdlet.</summary>
    protected AsyncPSCmdlet() => _thread = new PipelineThread(_stop.Token);

    /// <summary>The cmdlet that this thread works for: the innermost, which may write.</summary>
    internal static AsyncPSCmdlet? Here => t_here;

    /// <summary>Ends with Ctrl+C, and when the pipeline needs no more (Select-Object -First).</summary>
    protected CancellationToken StopToken => _stop.Token;

    internal CancellationToken EndToken => _stop.Token;

    internal object? ErrorTarget => TargetOfErrors;

    /// <summary>What the user should know when Ctrl+C has ended the cmdlet; null, or what it gives: nothing.</summary>
    internal Func<string?>? LastWords { get; set; }

    /// <summary>What an error is about: the query, the path, the name.</summary>
    protected virtual object? TargetOfErrors => null;

    /// <summary>
    /// Whether a failure at this input, or after the last one, ends the pipeline. As a rule it does not: the next input may
    /// be a good one. It does where a part of the result has been written, which nobody may take for the whole.
    /// </summary>
    protected virtual bool FailureEndsPipeline => false;

    private protected override PipelineThread Pipeline => _thread;

    /// <summary>Runs before the first input.</summary>
    protected virtual Task BeginAsync() => Task.CompletedTask;

    /// <summary>Runs for each input.</summary>
    protected virtual Task ProcessAsync() => Task.CompletedTask;

    /// <summary>Runs after the last input.</summary>
    protected virtual Task EndAsync() => Task.CompletedTask;

    /// <inheritdoc/>
    protected sealed override void BeginProcessing()
    {
        if (Run(BeginAsync) is { } failure)
            ThrowTerminatingError(failure);
    }

    /// <inheritdoc/>
    protected sealed override void ProcessRecord() => Tell(Run(ProcessAsync));

    /// <inheritdoc/>
    protected sealed override void EndProcessing() => Tell(Run(EndAsync));

    /// <inheritdoc/>
    protected sealed override void StopProcessing() => Cancel();

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Ends whatever still runs for this cmdlet, such as the download of a page nobody will read.</summary>
    protected virtual void Dispose(bool disposing)
    {
        Cancel();
        _thread.Close();
        CompleteProgress();
        WarnAtEnd(LastWords?.Invoke());
        _stop.Dispose();
    }

    /// <summary>Ends the cmdlet as Ctrl+C does.</summary>
    internal void Cancel()
    {
        try
        {
            _stop.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // Stop may come while the pipeline ends.
        }
    }

    private void Tell(ErrorRecord? failure)
    {
        if (failure is null)
            return;
        if (FailureEndsPipeline)
            ThrowTerminatingError(failure);
        WriteError(failure);
    }

    private ErrorRecord? Run(Func<Task> body)
    {
        AsyncPSCmdlet? around = t_here;
        try
        {
            t_here = this;
            _thread.Run(body, VerboseSink());
            return null;
        }
        catch (SfException e)
        {
            return ErrorRecords.From(e, TargetOfErrors);
        }
        catch (RuntimeException e) when (e is SessionStateException or ExtendedTypeSystemException)
        {
            // PowerShell's own word about a path or a value that the user has given.
            return new ErrorRecord(e, e.ErrorRecord.FullyQualifiedErrorId, e.ErrorRecord.CategoryInfo.Category, TargetOfErrors);
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
        finally
        {
            t_here = around;
        }
    }

    private Action<string>? VerboseSink() =>
        IsVerbose() ? line => _thread.PostIfOpen(s => WriteVerbose((string)s!), line) : null;

    /// <summary>Does something on the pipeline thread, from any other, as soon as it is free; nothing once the cmdlet has ended.</summary>
    internal void PostHere(Action work) => _thread.PostIfOpen(static w => ((Action)w!)(), work);

    /// <summary>Whether verbose lines are shown.</summary>
    internal bool IsVerbose()
    {
        if (MyInvocation.BoundParameters.TryGetValue("Verbose", out object? verbose))
            return verbose is SwitchParameter { IsPresent: true };
        return IsShown("VerbosePreference");
    }
}
