using System.Management.Automation;
using System.Net;
using SalesforceCC.Cmdlets.Shell;

namespace SalesforceCC.Cmdlets.Commands;

/// <summary>Gets the access token of a session, for use with other tools.</summary>
/// <remarks>
/// <para>
/// Commands of this module need no token: they take it from the session, and renew it when it ends. Another tool has to
/// ask for a new one itself.
/// </para>
/// <para>
/// The token comes as SecureString, which Invoke-RestMethod takes as it is, with -Authentication Bearer -Token. Whoever
/// holds it can do what the session can, until it ends. Send it to InstanceUrl only.
/// </para>
/// <para>Makes no request, but for -ForceRefresh and -Introspect. Those do not count as API calls.</para>
/// </remarks>
/// <example>
///   <code>$token = Get-SfToken
/// $url = [uri]::new($token.InstanceUrl, '/services/oauth2/userinfo')
/// Invoke-RestMethod $url -Authentication Bearer -Token $token.AccessToken</code>
///   <para>Uses the token elsewhere; here with PowerShell 7's own web command.</para>
/// </example>
/// <example>
///   <code>Get-SfToken -Introspect | Select-Object Active, ExpiresAt, Username</code>
///   <para>Asks Salesforce how long the token lives, and whose it is.</para>
/// </example>
/// <example>
///   <code>$env:SF_ACCESS_TOKEN = Get-SfToken -AsPlainText</code>
///   <para>
///   Hands the token to the Salesforce CLI, whose command sf org login access-token reads this variable. Every program
///   that is started from here can read it too.
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
    /// Writes the token as plain text and nothing else. It is then in clear in variables, transcripts and on screen.
    /// </summary>
    [Parameter(Mandatory = true, ParameterSetName = TextSet)]
    public SwitchParameter AsPlainText { get; set; }

    /// <summary>
    /// Asks Salesforce for a token anew, even if the one in use is still good. The session uses it from then on.
    /// </summary>
    [Parameter]
    public SwitchParameter ForceRefresh { get; set; }

    /// <summary>
    /// Asks Salesforce whether the token is active, when it ends and whom it runs as. Without it, these properties are
    /// empty.
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
