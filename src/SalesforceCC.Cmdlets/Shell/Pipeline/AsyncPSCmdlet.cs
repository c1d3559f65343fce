using System.Management.Automation;
using SalesforceCC.Http;

namespace SalesforceCC.Cmdlets.Shell;

/// <summary>
/// A cmdlet that awaits on the pipeline thread: after every await it is back there, so Write* and ShouldProcess are
/// called as in any other cmdlet.
/// </summary>
public abstract class AsyncPSCmdlet : PSCmdlet, IDisposable
{
    [ThreadStatic]
    private static AsyncPSCmdlet? t_here;

    private readonly CancellationTokenSource _stop = new();

    /// <summary>The cmdlet that this thread works for: the innermost, which may write.</summary>
    internal static AsyncPSCmdlet? Here => t_here;

    /// <summary>Ends with Ctrl+C, and when the pipeline needs no more (Select-Object -First).</summary>
    protected CancellationToken StopToken => _stop.Token;

    /// <summary>Runs before the first input.</summary>
    protected virtual Task BeginAsync() => Task.CompletedTask;

    /// <summary>Runs for each input.</summary>
    protected virtual Task ProcessAsync() => Task.CompletedTask;

    /// <summary>Runs after the last input.</summary>
    protected virtual Task EndAsync() => Task.CompletedTask;

    /// <inheritdoc/>
    protected sealed override void BeginProcessing() => Run(BeginAsync);

    /// <inheritdoc/>
    protected sealed override void ProcessRecord() => Run(ProcessAsync);

    /// <inheritdoc/>
    protected sealed override void EndProcessing() => Run(EndAsync);

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

    private void Run(Func<Task> body)
    {
        Action<string>? outer = RequestTrace.Sink;
        AsyncPSCmdlet? around = t_here;
        try
        {
            t_here = this;
            PipelineThread.Run(pump =>
            {
                RequestTrace.Sink = VerboseSink(pump);
                return body();
            });
        }
        catch (SfException e)
        {
            ThrowTerminatingError(ErrorRecords.From(e, TargetOfErrors));
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
        finally
        {
            t_here = around;
            RequestTrace.Sink = outer;
        }
    }

    /// <summary>What a terminating error is about: the query, the path, the name.</summary>
    protected virtual object? TargetOfErrors => null;

    private Action<string>? VerboseSink(PipelineThread pump) =>
        IsVerbose() ? line => pump.Post(static s => ((Action)s!)(), (Action)(() => WriteVerbose(line))) : null;

    /// <summary>Whether verbose lines are shown.</summary>
    internal bool IsVerbose()
    {
        if (MyInvocation.BoundParameters.TryGetValue("Verbose", out object? verbose))
            return verbose is SwitchParameter { IsPresent: true };
        return GetVariableValue("VerbosePreference") is not (null or ActionPreference.SilentlyContinue or ActionPreference.Ignore
            or "SilentlyContinue" or "Ignore");
    }
}
