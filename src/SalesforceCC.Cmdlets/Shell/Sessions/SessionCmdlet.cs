using System.Management.Automation;

namespace SalesforceCC.Cmdlets.Shell;

/// <summary>A cmdlet that needs a session: the one given, or the runspace's default.</summary>
public abstract class SessionCmdlet : AsyncPSCmdlet
{
    private SfSession? _session;

    /// <summary>
    /// Specifies the session to use, as an object or by its name in this runspace. The default is the default
    /// session. In other runspaces (ForEach-Object -Parallel, thread jobs), pass the object: $using:session.
    /// </summary>
    [Parameter]
    [SessionTransformation]
    [ArgumentCompleter(typeof(SessionCompleter))]
    public virtual SfSession? Session { get; set; }

    /// <summary>Sessions come through the pipeline, so that there is none before the first input.</summary>
    private protected virtual bool SessionsArePiped => false;

    /// <inheritdoc/>
    protected override object? TargetOfErrors => _session;

    /// <summary>Runs before the first input.</summary>
    protected virtual Task BeginAsync(SfSession session) => Task.CompletedTask;

    /// <summary>Runs for each input.</summary>
    protected virtual Task ProcessAsync(SfSession session) => Task.CompletedTask;

    /// <summary>Runs after the last input.</summary>
    protected virtual Task EndAsync(SfSession session) => Task.CompletedTask;

    /// <inheritdoc/>
    protected sealed override Task BeginAsync() =>
        SessionsArePiped ? Task.CompletedTask : BeginAsync(_session = Resolve(Session ?? Default()));

    /// <inheritdoc/>
    protected sealed override Task ProcessAsync() => ProcessAsync(SessionsArePiped ? Resolve(Session) : _session!);

    /// <inheritdoc/>
    protected sealed override Task EndAsync() => SessionsArePiped ? Task.CompletedTask : EndAsync(_session!);

    private SfSession? Default()
    {
        SessionDefaults.Check(this);
        return SessionTable.Here.Default;
    }

    private static SfSession Resolve(SfSession? session) => session switch
    {
        null => throw new SfException(SfErrorCodes.NotConnected, "There is no session in this runspace."),
        { IsClosed: true } => throw new SfException(SfErrorCodes.SessionClosed, $"The session '{session.Name}' was disconnected."),
        _ => session,
    };
}
