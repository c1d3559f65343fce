using System.Management.Automation;

namespace SalesforceCC.Cmdlets.Shell;

/// <summary>
/// A cmdlet that takes sessions from the pipeline and runs once for each. Only for those whose input is nothing else.
/// </summary>
public abstract class PipedSessionCmdlet : SessionCmdlet
{
    /// <summary>
    /// Specifies the session to use, as an object or by its name in this runspace. The default is the default
    /// session. In other runspaces (ForEach-Object -Parallel, thread jobs), pass the object: $using:session.
    /// </summary>
    [Parameter(ValueFromPipeline = true)]
    [SessionTransformation]
    [ArgumentCompleter(typeof(SessionCompleter))]
    public override SfSession? Session { get; set; }

    /// <inheritdoc/>
    protected override object? TargetOfErrors => Session;

    /// <inheritdoc/>
    private protected override bool SessionsArePiped => MyInvocation.ExpectingInput;
}
