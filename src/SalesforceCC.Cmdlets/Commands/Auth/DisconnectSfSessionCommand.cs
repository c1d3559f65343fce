using System.Management.Automation;
using SalesforceCC.Cmdlets.Shell;

namespace SalesforceCC.Cmdlets.Commands;

/// <summary>Ends a session.</summary>
/// <remarks>
/// <para>
/// Clears the token and closes the connections. Commands that use the session afterwards fail with SESSION_CLOSED.
/// Disconnecting a session again is not an error. No other session becomes the default; to choose one, use
/// Select-SfSession.
/// </para>
/// <para>
/// The token remains valid at Salesforce until it expires, unless you use -Revoke. Removing the module also ends the
/// sessions of the runspace, without revoking their tokens.
/// </para>
/// <para>This command returns nothing.</para>
/// </remarks>
/// <example>
///   <code>Disconnect-SfSession</code>
///   <para>Ends the default session.</para>
/// </example>
/// <example>
///   <code>Disconnect-SfSession dev -Revoke</code>
///   <para>Ends the session dev and revokes its token at Salesforce.</para>
/// </example>
/// <example>
///   <code>Get-SfSession | Disconnect-SfSession</code>
///   <para>Ends all sessions of this runspace.</para>
/// </example>
/// <seealso cref="ConnectSfClientCredentialsCommand"/>
[Cmdlet(VerbsCommunications.Disconnect, "SfSession", SupportsShouldProcess = true)]
public sealed class DisconnectSfSessionCommand : AsyncPSCmdlet
{
    /// <summary>
    /// Specifies the session, as an object or by its name in this runspace. The default is the default session.
    /// </summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [Alias("Name")]
    [SessionTransformation]
    [ArgumentCompleter(typeof(SessionCompleter))]
    public SfSession? Session { get; set; }

    /// <summary>
    /// Also revokes the token at Salesforce. Salesforce can issue the same token to all processes that use this app,
    /// and these lose it as well. If the token can't be revoked, an error says so, and the session is closed anyway.
    /// </summary>
    [Parameter]
    public SwitchParameter Revoke { get; set; }

    /// <inheritdoc/>
    protected override object? TargetOfErrors => Session;

    /// <inheritdoc/>
    protected override async Task ProcessAsync()
    {
        if (Session is null)
            SessionDefaults.Check(this);
        SfSession session = Session ?? SessionTable.Here.Default
            ?? throw new SfException(SfErrorCodes.NotConnected, "There is no default session in this runspace.");
        if (session.IsClosed || !ShouldProcess(session.Name, Revoke ? "Disconnect and revoke the token" : "Disconnect"))
            return;
        try
        {
            if (Revoke)
                await session.RevokeAsync(StopToken);
        }
        finally
        {
            SessionTable.Here.Remove(session);
        }
    }
}
