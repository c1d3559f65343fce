using System.Management.Automation;
using System.Net;
using SalesforceCC.Cmdlets.Shell;

namespace SalesforceCC.Cmdlets.Commands;

/// <summary>Gets the access token of a session, for use with other tools.</summary>
/// <remarks>
/// <para>
/// The commands of this module need no token: they use and renew that of the session. Other tools must get a new
/// token themselves when it expires.
/// </para>
/// <para>
/// The token is a SecureString, which you can pass to Invoke-RestMethod as -Authentication Bearer -Token. Anyone who
/// has the token can do what the session can do until the token expires. Send it only to InstanceUrl.
/// </para>
/// <para>
/// This command sends a request only with -ForceRefresh and -Introspect. These requests do not count as API calls.
/// </para>
/// </remarks>
/// <example>
///   <code>$token = Get-SfToken
/// $url = [uri]::new($token.InstanceUrl, '/services/oauth2/userinfo')
/// Invoke-RestMethod $url -Authentication Bearer -Token $token.AccessToken</code>
///   <para>Uses the token with Invoke-RestMethod in PowerShell 7.</para>
/// </example>
/// <example>
///   <code>Get-SfToken -Introspect | Select-Object Active, ExpiresAt, Username</code>
///   <para>Gets when the token expires and to whom it belongs.</para>
/// </example>
/// <example>
///   <code>$env:SF_ACCESS_TOKEN = Get-SfToken -AsPlainText</code>
///   <para>
///   Passes the token to the Salesforce CLI: its command sf org login access-token reads this variable. All programs
///   that you start from this session can also read it.
///   </para>
/// </example>
/// <seealso cref="GetSfSessionCommand"/>
/// <seealso cref="GetSfIdentityCommand"/>
[Cmdlet(VerbsCommon.Get, "SfToken", DefaultParameterSetName = ObjectSet)]
[OutputType("SalesforceCC.SfToken", ParameterSetName = [ObjectSet])]
[OutputType(typeof(string), ParameterSetName = [TextSet])]
public sealed class GetSfTokenCommand : PipedSessionCmdlet
{
    private const string ObjectSet = "Object";
    private const string TextSet = "PlainText";

    /// <summary>
    /// Returns the token as plain text. It is then readable in variables, in transcripts and on screen.
    /// </summary>
    [Parameter(Mandatory = true, ParameterSetName = TextSet)]
    public SwitchParameter AsPlainText { get; set; }

    /// <summary>
    /// Requests a new token from Salesforce, even if the current one is still valid. The session uses the new token
    /// from then on.
    /// </summary>
    [Parameter]
    public SwitchParameter ForceRefresh { get; set; }

    /// <summary>
    /// Gets from Salesforce whether the token is active, when it expires, and the user it runs as. Without this
    /// parameter, these properties are empty.
    /// </summary>
    [Parameter(ParameterSetName = ObjectSet)]
    public SwitchParameter Introspect { get; set; }

    /// <inheritdoc/>
    protected override async Task ProcessAsync(SfSession session)
    {
        SfToken token = await session.GetTokenAsync(ForceRefresh, StopToken);
        if (Introspect)
            await session.IntrospectAsync(token, StopToken);
        WriteObject(AsPlainText ? new NetworkCredential("", token.AccessToken).Password : token);
    }
}
