using System.Management.Automation;
using System.Security;
using SalesforceCC.Auth;
using SalesforceCC.Cmdlets.Shell;

namespace SalesforceCC.Cmdlets.Commands;

/// <summary>Connects with an existing access token.</summary>
/// <remarks>
/// <para>
/// Use this command with a token that you have from elsewhere: the Salesforce CLI, a browser login, or another
/// session. It sends no request, so an expired token is noticed only at the first call. To check the token, run
/// Get-SfIdentity.
/// </para>
/// <para>
/// The session cannot renew its token. When Salesforce reports that the token has expired, commands fail with
/// TOKEN_NOT_RENEWABLE. Get a new token from the same source, or connect with Connect-SfClientCredentials.
/// </para>
/// <para>
/// Returns the session, with the flow AccessToken. It becomes the default session of this runspace. OrganizationId is
/// known if the token begins with 00D. ClientId, UserId and Scope are empty, and IssuedAt is the time of this call.
/// </para>
/// </remarks>
/// <example>
///   <code>$org = (sf org display --target-org dev --json | ConvertFrom-Json).result
/// $token = ConvertTo-SecureString $org.accessToken -AsPlainText -Force
/// Connect-SfAccessToken $org.instanceUrl -AccessToken $token</code>
///   <para>Uses the login of the Salesforce CLI.</para>
/// </example>
/// <example>
///   <code>Get-SfToken -Session dev | Connect-SfAccessToken -Name old -ApiVersion 60</code>
///   <para>Uses the token of another session with another version of the API.</para>
/// </example>
/// <seealso cref="ConnectSfClientCredentialsCommand"/>
/// <seealso cref="GetSfTokenCommand"/>
[Cmdlet(VerbsCommunications.Connect, "SfAccessToken")]
[OutputType("SalesforceCC.SfSession")]
public sealed class ConnectSfAccessTokenCommand : ConnectCmdlet
{
    /// <summary>
    /// Specifies the instance of the org, a host or URL, as it is named beside the token (instance_url). acme means
    /// acme.my.salesforce.com. login.salesforce.com and test.salesforce.com are rejected, because they have no API.
    /// </summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(DomainCompleter))]
    public string? InstanceUrl { get; set; }

    /// <summary>Specifies the token as a SecureString, without "Bearer". Plain text is rejected.</summary>
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
