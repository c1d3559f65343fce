using System.Management.Automation;
using SalesforceCC.Cmdlets.Shell;

namespace SalesforceCC.Cmdlets.Commands;

/// <summary>Makes a session the default of this runspace.</summary>
/// <remarks>
/// Commands use the default session when they are given none with -Session. Asks no network. A session object that
/// comes from another runspace joins the list of this one. Writes nothing without -PassThru.
/// </remarks>
/// <example>
///   <code>Select-SfSession dev</code>
///   <para>Commands without -Session now go to the org of the session dev.</para>
/// </example>
/// <example>
///   <code>Select-SfSession acme.my.salesforce.com -PassThru</code>
///   <para>Chooses a session that was connected without a name, which is called by its host, and shows it.</para>
/// </example>
/// <seealso cref="ConnectSfClientCredentialsCommand"/>
[Cmdlet(VerbsCommon.Select, "SfSession", SupportsShouldProcess = true)]
[OutputType("SalesforceCC.SfSession")]
public sealed class SelectSfSessionCommand : PSCmdlet
{
    /// <summary>The session: the object, or its name in this runspace.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Alias("Name")]
    [SessionTransformation]
    [ArgumentCompleter(typeof(SessionCompleter))]
    public SfSession Session { get; set; } = null!;

    /// <summary>Writes the session that is now the default.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (Session.IsClosed)
            ThrowTerminatingError(ErrorRecords.From(
                new SfException(SfErrorCodes.SessionClosed, $"The session '{Session.Name}' was disconnected."), Session));
        if (!ShouldProcess(Session.Name, "Make default session"))
            return;
        SessionTable.Here.Select(Session);
        if (PassThru)
            WriteObject(Session);
    }
}
