using System.Management.Automation;
using SalesforceCC.Cmdlets.Shell;

namespace SalesforceCC.Cmdlets.Commands;

/// <summary>Ends a session.</summary>
/// <remarks>
/// <para>
/// Forgets the token and closes the connections. Commands that are given the session afterwards fail with
/// SESSION_CLOSED. Ending a session twice is no error. No other session becomes the default: Select-SfSession makes
/// one.
/// </para>
/// <para>
/// The token stays valid at Salesforce until it expires, unless -Revoke is given. Removing the module ends the sessions
/// of the runspace too, and revokes none.
/// </para>
/// <para>Writes nothing.</para>
/// </remarks>
/// <example>
///   <code>Disconnect-SfSession</code>
///   <para>Ends the default session.</para>
/// </example>
/// <example>
///   <code>Disconnect-SfSession dev -Revoke</code>
///   <para>Ends the session dev, and its token at Salesforce.</para>
/// </example>
/// <example>
///   <code>Get-SfSession | Disconnect-SfSession</code>
///   <para>Ends all sessions of this runspace.</para>
/// </example>
/// <seealso cref="ConnectSfClientCredentialsCommand"/>
[Cmdlet(VerbsCommunications.Disconnect, "SfSession", SupportsShouldProcess = true)]
public sealed class DisconnectSfSessionCommand : AsyncPSCmdlet
{
    /// <summary>The session: the object, or its name in this runspace. Without it, the default session.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [Alias("Name")]
    [SessionTransformation]
    [ArgumentCompleter(typeof(SessionCompleter))]
    public SfSession? Session { get; set; }

    /// <summary>
    /// Ends the token at Salesforce too. Salesforce may hand the same token to every process that uses this app: they
    /// would lose it as well. That is why it is not done unasked.
    /// </summary>
    [Parameter]
    public SwitchParameter Revoke { get; set; }

    /// <inheritdoc/>
    protected override async Task ProcessAsync()
    {
        if (Session is null)
            SessionDefaults.Check(this);
        SfSession session = Session ?? SessionTable.Here.Default
            ?? throw new SfException(SfErrorCodes.NotConnected, "There is no default session in this runspace.");
        if (session.IsClosed || !ShouldProcess(session.Name, Revoke ? "Disconnect and revoke the token" : "Disconnect"))
            return;
        if (Revoke)
            await session.RevokeAsync(StopToken);
        SessionTable.Here.Remove(session);
    }
}
