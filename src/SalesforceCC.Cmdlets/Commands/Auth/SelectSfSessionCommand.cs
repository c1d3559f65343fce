using System.Management.Automation;
using SalesforceCC.Cmdlets.Shell;

namespace SalesforceCC.Cmdlets.Commands;

/// <summary>Sets the default session of this runspace.</summary>
/// <remarks>
/// Commands use the default session unless you specify -Session. This command sends no request. A session object from
/// another runspace is added to the list of this one. Without -PassThru, nothing is returned.
/// </remarks>
/// <example>
///   <code>Select-SfSession dev</code>
///   <para>Commands without -Session now use the session dev.</para>
/// </example>
/// <example>
///   <code>Select-SfSession acme.my.salesforce.com -PassThru</code>
///   <para>
///   Selects a session that was connected without a name, and therefore has the name of its host, and returns it.
///   </para>
/// </example>
/// <seealso cref="ConnectSfClientCredentialsCommand"/>
[Cmdlet(VerbsCommon.Select, "SfSession", SupportsShouldProcess = true)]
[OutputType("SalesforceCC.SfSession")]
public sealed class SelectSfSessionCommand : AsyncPSCmdlet
{
    /// <summary>Specifies the session, as an object or by its name in this runspace.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Alias("Name")]
    [SessionTransformation]
    [ArgumentCompleter(typeof(SessionCompleter))]
    public SfSession Session { get; set; } = null!;

    /// <summary>Returns the session that is now the default.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override object? TargetOfErrors => Session;

    /// <inheritdoc/>
    protected override Task ProcessAsync()
    {
        if (Session.IsClosed)
            throw new SfException(SfErrorCodes.SessionClosed, $"The session '{Session.Name}' was disconnected.");
        if (!ShouldProcess(Session.Name, "Make default session"))
            return Task.CompletedTask;
        SessionTable.Here.Select(Session);
        if (PassThru)
            WriteObject(Session);
        return Task.CompletedTask;
    }
}
