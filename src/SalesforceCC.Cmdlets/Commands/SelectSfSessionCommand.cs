using System.Management.Automation;
using SalesforceCC.Cmdlets.Shell;

namespace SalesforceCC.Cmdlets.Commands;

/// <summary>Makes a session the default of this runspace.</summary>
/// <remarks>Commands use the default session when they are given none. Asks no network.</remarks>
/// <example>
///   <code>Select-SfSession dev</code>
///   <para>Commands without -Session now go to the org of the session dev.</para>
/// </example>
[Cmdlet(VerbsCommon.Select, "SfSession", SupportsShouldProcess = true)]
[OutputType("SalesforceCC.SfSession")]
public sealed class SelectSfSessionCommand : PSCmdlet
{
    /// <summary>The session, or its name.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Alias("Name")]
    [SessionTransformation]
    [ArgumentCompleter(typeof(SessionCompleter))]
    public SfSession Session { get; set; } = null!;

    /// <summary>Writes the session.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (!ShouldProcess(Session.Name, "Make default session"))
            return;
        SessionTable.Here.Select(Session);
        if (PassThru)
            WriteObject(Session);
    }
}
