using System.Management.Automation;
using SalesforceCC.Cmdlets.Shell;

namespace SalesforceCC.Cmdlets.Commands;

/// <summary>Ends a session.</summary>
/// <remarks>
/// Forgets the token and closes the connections. The token stays valid at Salesforce until it expires, unless -Revoke is
/// given. No other session becomes the default.
/// </remarks>
/// <example>
///   <code>Disconnect-SfSession</code>
///   <para>Ends the default session.</para>
/// </example>
/// <example>
///   <code>Get-SfSession | Disconnect-SfSession -Revoke</code>
///   <para>Ends all sessions and their tokens.</para>
/// </example>
[Cmdlet(VerbsCommunications.Disconnect, "SfSession", SupportsShouldProcess = true)]
public sealed class DisconnectSfSessionCommand : AsyncPSCmdlet
{
    /// <summary>The session, or its name. Without it, the default session.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [Alias("Name")]
    [SessionTransformation]
    [ArgumentCompleter(typeof(SessionCompleter))]
    public SfSession? Session { get; set; }

    /// <summary>
    /// Ends the token at Salesforce too. Salesforce may hand the same session to every process of this app and user: they
    /// would lose it as well.
    /// </summary>
    [Parameter]
    public SwitchParameter Revoke { get; set; }

    /// <inheritdoc/>
    protected override async Task ProcessAsync()
    {
        SfSession session = Session ?? SessionTable.Here.Default
            ?? throw new SfException(SfErrorCodes.NotConnected, "There is no default session in this runspace.");
        if (session.IsClosed || !ShouldProcess(session.Name, Revoke ? "Disconnect and revoke the token" : "Disconnect"))
            return;
        if (Revoke)
            await session.RevokeAsync(StopToken);
        SessionTable.Here.Remove(session);
    }
}
