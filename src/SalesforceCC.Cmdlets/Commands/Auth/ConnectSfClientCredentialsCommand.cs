using System.Management.Automation;
using SalesforceCC.Auth;
using SalesforceCC.Cmdlets.Shell;

namespace SalesforceCC.Cmdlets.Commands;

/// <summary>Connects to a Salesforce org with a client ID and a client secret.</summary>
/// <remarks>
/// <para>
/// This command uses the OAuth 2.0 client credentials flow, which needs no user name, password or browser. Requests
/// run as the user that the external client app specifies as Run As. To set up your org, see about_SalesforceCC.
/// </para>
/// <para>
/// Key and secret come from a SecretManagement vault (-SecretName), from parameters (-ClientId and -ClientSecret, or
/// -Credential), or from the environment (-FromEnvironment). A registered connection (-Connection) specifies its
/// vault. Secrets in a vault are read once. If Salesforce rejects them later, the vault is read again, so that you
/// need not reconnect after a rotation. A secret never appears in output, errors or verbose messages.
/// </para>
/// <para>
/// Connecting takes one HTTP request, which does not count against the API calls of the org. When Salesforce reports
/// that the access token has expired, the token is renewed and the request is repeated.
/// </para>
/// <para>
/// Returns the session. It belongs to this runspace and becomes its default session, which commands use unless you
/// specify another. To use it in other runspaces, pass the object: -Session $using:session in ForEach-Object
/// -Parallel.
/// </para>
/// <para>
/// If Salesforce rejects the request, the ID of the error is Salesforce's own code, such as invalid_client_id or
/// invalid_grant. Its RecommendedAction, which Get-Error shows, says where in Setup to fix the problem.
/// </para>
/// </remarks>
/// <example>
///   <code>Connect-SfClientCredentials -Domain acme -SecretName salesforce</code>
///   <para>
///   Connects to acme.my.salesforce.com. The secret in the vault is a PSCredential with the consumer key as user name
///   and the consumer secret as password.
///   </para>
/// </example>
/// <example>
///   <code>$pair = Get-Credential -UserName $key -Message 'Consumer secret?'
/// Set-Secret -Name salesforce -Secret $pair
/// Connect-SfClientCredentials -Domain acme -SecretName salesforce</code>
///   <para>
///   Stores key and secret in the default vault, which you do once, and connects. This requires the module
///   Microsoft.PowerShell.SecretManagement and a vault, such as Microsoft.PowerShell.SecretStore.
///   </para>
/// </example>
/// <example>
///   <code>$pair = @{ ClientId = $key; ClientSecret = Read-Host -AsSecureString }
/// Connect-SfClientCredentials acme--dev @pair -Name dev -NoDefault</code>
///   <para>
///   Connects to the sandbox dev, and keeps the default session. To use the new session, pass -Session dev.
///   </para>
/// </example>
/// <example>
///   <code>Connect-SfClientCredentials -FromEnvironment</code>
///   <para>
///   Takes domain, key and secret from SF_DOMAIN, SF_CLIENT_ID and SF_CLIENT_SECRET, for example on a build server.
///   </para>
/// </example>
/// <example>
///   <code>Register-SfConnection prod -Domain acme -SecretName salesforce
/// Connect-SfClientCredentials prod</code>
///   <para>
///   Registers the connection, which you do once, and connects with it. -Connection is the first parameter.
///   </para>
/// </example>
/// <example>
///   <code>$session = Connect-SfClientCredentials acme -SecretName salesforce
/// 'Account', 'Contact', 'Opportunity' | ForEach-Object -Parallel {
///     $rows = Invoke-SfQuery "SELECT COUNT() FROM $_" -Session $using:session
///     [pscustomobject]@{ Object = $_; Rows = $rows }
/// }</code>
///   <para>Shares one session and its token among parallel runspaces.</para>
/// </example>
/// <seealso cref="TestSfClientCredentialsCommand"/>
/// <seealso cref="ConnectSfJwtBearerCommand"/>
/// <seealso cref="ConnectSfPasswordCommand"/>
/// <seealso cref="ConnectSfAccessTokenCommand"/>
/// <seealso cref="RegisterSfConnectionCommand"/>
/// <seealso cref="GetSfSessionCommand"/>
/// <seealso cref="SelectSfSessionCommand"/>
/// <seealso cref="DisconnectSfSessionCommand"/>
/// <seealso cref="GetSfIdentityCommand"/>
[Cmdlet(VerbsCommunications.Connect, "SfClientCredentials", DefaultParameterSetName = ConnectionSet)]
[OutputType("SalesforceCC.SfSession")]
public sealed class ConnectSfClientCredentialsCommand : SecretConnectCmdlet
{
    /// <inheritdoc/>
    protected override async Task ProcessAsync()
    {
        SfConnection? registered = Registered(SfFlow.ClientCredentials);
        string? domain = Domain;
        ISecretSource secrets = ClientSecrets(registered, ref domain);
        Keep(await SfSession.ConnectAsync(Options(domain, registered), secrets, StopToken));
    }
}
