using System.Management.Automation;

#pragma warning disable RS0030 // This is the one place that may call PowerShell's own.

namespace SalesforceCC.Cmdlets.Shell;

/// <summary>
/// The ways from a cmdlet to code of others, which all hide PowerShell's own: what is written runs the rest of the
/// pipeline, and what is asked or told runs the host. While it runs, the thread is as the caller of the cmdlet had it.
/// </summary>
public abstract class OutsideCmdlet : PSCmdlet
{
    // PowerShell gives each cmdlet a number of its own for its progress, and does not tell it.
    private static long s_progressSource = int.MinValue;

    private Dictionary<int, ProgressRecord>? _progress;
    private long _progressSource;

    private protected abstract PipelineThread Pipeline { get; }

    /// <summary>Runs code of others: a script block, a provider, the members of an object that the user has given.</summary>
    protected void Outside(Action code)
    {
        using (Pipeline.Outside())
            code();
    }

    /// <summary>Runs code of others, and gives its value.</summary>
    protected T Outside<T>(Func<T> code)
    {
        using (Pipeline.Outside())
            return code();
    }

    /// <summary>Writes one object.</summary>
    public new void WriteObject(object? sendToPipeline)
    {
        using (Pipeline.Outside())
            base.WriteObject(sendToPipeline);
    }

    /// <summary>Writes one object, or the items of a list.</summary>
    public new void WriteObject(object? sendToPipeline, bool enumerateCollection)
    {
        using (Pipeline.Outside())
            base.WriteObject(sendToPipeline, enumerateCollection);
    }

    /// <summary>Writes each of many objects, as cheaply as can be.</summary>
    public void WriteEach<T>(IEnumerable<T> objects)
    {
        using (Pipeline.Outside())
            foreach (T item in objects)
                base.WriteObject(item);
    }

    /// <inheritdoc cref="Cmdlet.WriteError"/>
    public new void WriteError(ErrorRecord errorRecord)
    {
        using (Pipeline.Outside())
            base.WriteError(errorRecord);
    }

    /// <inheritdoc cref="Cmdlet.WriteWarning"/>
    public new void WriteWarning(string text)
    {
        using (Pipeline.Outside())
            base.WriteWarning(text);
    }

    /// <inheritdoc cref="Cmdlet.WriteVerbose"/>
    public new void WriteVerbose(string text)
    {
        using (Pipeline.Outside())
            base.WriteVerbose(text);
    }

    /// <summary>Shows progress. It is taken off the screen when the cmdlet ends, however it ends.</summary>
    public new void WriteProgress(ProgressRecord progressRecord)
    {
        if (!IsProgressShown())
            return;
        if (_progressSource == 0)
            _progressSource = Interlocked.Increment(ref s_progressSource);
        _progress ??= [];
        if (progressRecord.RecordType == ProgressRecordType.Completed)
            _progress.Remove(progressRecord.ActivityId);
        else
            _progress[progressRecord.ActivityId] = progressRecord;
        using (Pipeline.Outside())
            CommandRuntime.WriteProgress(_progressSource, progressRecord);
    }

    /// <inheritdoc cref="Cmdlet.ShouldProcess(string, string)"/>
    public new bool ShouldProcess(string target, string action)
    {
        using (Pipeline.Outside())
            return base.ShouldProcess(target, action);
    }

    /// <inheritdoc cref="Cmdlet.ShouldProcess(string, string, string, out ShouldProcessReason)"/>
    public new bool ShouldProcess(string verboseDescription, string verboseWarning, string caption, out ShouldProcessReason shouldProcessReason)
    {
        using (Pipeline.Outside())
            return base.ShouldProcess(verboseDescription, verboseWarning, caption, out shouldProcessReason);
    }

    /// <summary>Whether a preference variable says that something is shown.</summary>
    private protected bool IsShown(string preference) => GetVariableValue(preference)
        is not (null or ActionPreference.SilentlyContinue or ActionPreference.Ignore or "SilentlyContinue" or "Ignore");

    // -ProgressAction, which PowerShell has from 7.4 on, sets no variable.
    private bool IsProgressShown() =>
        MyInvocation.BoundParameters.TryGetValue("ProgressAction", out object? action)
            ? action is not (ActionPreference.SilentlyContinue or ActionPreference.Ignore)
            : IsShown("ProgressPreference");

    /// <summary>
    /// Takes off the screen what is still there. The host does it, since a cmdlet whose pipeline has been stopped may
    /// write nothing any more.
    /// </summary>
    private protected void CompleteProgress()
    {
        if (_progress is null)
            return;
        foreach (ProgressRecord record in _progress.Values)
        {
            record.RecordType = ProgressRecordType.Completed;
            Host.UI?.WriteProgress(_progressSource, record);
        }

        _progress.Clear();
    }

    /// <summary>
    /// Warns of what is left when the pipeline has been stopped. The host does it, for the same reason.
    /// </summary>
    private protected void WarnAtEnd(string? text)
    {
        bool isShown = MyInvocation.BoundParameters.TryGetValue("WarningAction", out object? action)
            ? action is not (ActionPreference.SilentlyContinue or ActionPreference.Ignore)
            : text is not null && IsShown("WarningPreference");
        if (text is not null && isShown)
            Host.UI?.WriteWarningLine(text);
    }
}
