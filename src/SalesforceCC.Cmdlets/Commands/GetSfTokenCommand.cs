using System.Management.Automation;
using System.Net;
using SalesforceCC.Cmdlets.Shell;

namespace SalesforceCC.Cmdlets.Commands;

/// <summary>Gets the access token of a session, for use with other tools.</summary>
/// <remarks>
/// <para>The token comes as SecureString. Invoke-RestMethod takes it as it is: -Authentication Bearer -Token.</para>
/// <para>Commands of this module need no token: they take it from the session, and renew it when it ends.</para>
/// </remarks>
/// <example>
///   <code>$token = Get-SfToken
/// Invoke-RestMethod "$($token.InstanceUrl)services/oauth2/userinfo" -Authentication Bearer -Token $token.AccessToken -AllowUnencryptedAuthentication</code>
///   <para>Uses the token elsewhere. -AllowUnencryptedAuthentication is for plain http to a test server on this machine only.</para>
/// </example>
/// <example>
///   <code>Get-SfToken -Introspect | Select-Object Active, ExpiresAt, Username</code>
///   <para>Asks Salesforce how long the token lives.</para>
/// </example>
/// <example>
///   <code>$env:SF_ACCESS_TOKEN = Get-SfToken -AsPlainText</code>
///   <para>Hands the token to the Salesforce CLI.</para>
/// </example>
[Cmdlet(VerbsCommon.Get, "SfToken", DefaultParameterSetName = ObjectSet)]
[OutputType("SalesforceCC.SfToken", ParameterSetName = [ObjectSet])]
[OutputType(typeof(string), ParameterSetName = [TextSet])]
public sealed class GetSfTokenCommand : SessionCmdlet
{
    private const string ObjectSet = "Object";
    private const string TextSet = "PlainText";

    /// <summary>Writes the token as plain text and nothing else.</summary>
    [Parameter(Mandatory = true, ParameterSetName = TextSet)]
    public SwitchParameter AsPlainText { get; set; }

    /// <summary>Fetches a new token, even if the one in use is still good.</summary>
    [Parameter]
    public SwitchParameter ForceRefresh { get; set; }

    /// <summary>Asks Salesforce whether the token is active, when it ends and whom it runs as.</summary>
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
