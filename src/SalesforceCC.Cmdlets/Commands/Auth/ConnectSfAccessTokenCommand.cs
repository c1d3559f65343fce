using System.Management.Automation;
using System.Security;
using SalesforceCC.Auth;
using SalesforceCC.Cmdlets.Shell;

namespace SalesforceCC.Cmdlets.Commands;

/// <summary>Makes a session of an access token that another tool has.</summary>
/// <remarks>
/// <para>
/// Takes a token as it is, from whatever flow: of the Salesforce CLI, of a browser login, of another session. Nothing is
/// sent, so that a token that has ended is not noticed before the first call; Get-SfIdentity finds out.
/// </para>
/// <para>
/// The session cannot renew its token. When Salesforce says that it has ended, commands fail with TOKEN_NOT_RENEWABLE:
/// get a new one where the old one came from, or connect with Connect-SfClientCredentials.
/// </para>
/// <para>
/// Writes the session, with the flow AccessToken. It becomes the default of this runspace. OrganizationId is known of
/// tokens that begin with 00D; ClientId, UserId and Scope are not, and IssuedAt is the time of this call.
/// </para>
/// </remarks>
/// <example>
///   <code>$org = (sf org display --target-org dev --json | ConvertFrom-Json).result
/// $token = ConvertTo-SecureString $org.accessToken -AsPlainText -Force
/// Connect-SfAccessToken $org.instanceUrl -AccessToken $token</code>
///   <para>Goes on with the login of the Salesforce CLI.</para>
/// </example>
/// <example>
///   <code>Get-SfToken -Session dev | Connect-SfAccessToken -Name old -ApiVersion 60</code>
///   <para>Uses the token of another session, with another version of the API.</para>
/// </example>
/// <seealso cref="ConnectSfClientCredentialsCommand"/>
/// <seealso cref="GetSfTokenCommand"/>
[Cmdlet(VerbsCommunications.Connect, "SfAccessToken")]
[OutputType("SalesforceCC.SfSession")]
public sealed class ConnectSfAccessTokenCommand : ConnectCmdlet
{
    /// <summary>
    /// The org's instance, as the token's source names it (instance_url): host or URL. acme means
    /// acme.my.salesforce.com. login.salesforce.com and test.salesforce.com are refused: they serve no API.
    /// </summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(DomainCompleter))]
    public string? InstanceUrl { get; set; }

    /// <summary>The token, as SecureString, without "Bearer". Plain text is refused.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    [SecretParameter]
    public SecureString? AccessToken { get; set; }

    /// <inheritdoc/>
    protected override object? TargetOfErrors => InstanceUrl;

    /// <inheritdoc/>
    protected override Task ProcessAsync()
    {
        Keep(Connecting.WithToken(Options(InstanceUrl), AccessToken!));
        return Task.CompletedTask;
    }
}
