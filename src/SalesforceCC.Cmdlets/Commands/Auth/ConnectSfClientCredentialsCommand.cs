using System.Management.Automation;
using SalesforceCC.Auth;
using SalesforceCC.Cmdlets.Shell;

namespace SalesforceCC.Cmdlets.Commands;

/// <summary>Connects to a Salesforce org with a client id and a client secret.</summary>
/// <remarks>
/// <para>
/// Uses the OAuth 2.0 client credentials flow: no user name, no password, no browser. Requests run as the user that the
/// external client app names as Run As. about_SalesforceCC says what has to be set up in the org.
/// </para>
/// <para>
/// Key and secret come from a SecretManagement vault (-SecretName), from parameters (-ClientId and -ClientSecret, or
/// -Credential), or from the environment (-FromEnvironment); a registered connection (-Connection) names its vault. From a
/// vault they are read once. If Salesforce refuses them later, the vault is read again, so that a rotated secret needs no
/// new connection. A secret never appears in output, errors or verbose messages.
/// </para>
/// <para>
/// Connecting is one HTTP request, which does not count against the org's API calls. The access token is renewed when
/// Salesforce says that it has ended, and the request that met its end is repeated.
/// </para>
/// <para>
/// Writes the session. It belongs to this runspace and becomes its default, which commands use when they are given no
/// other. Another runspace takes the object: -Session $using:session in ForEach-Object -Parallel.
/// </para>
/// <para>
/// A refusal is a terminating error. Its id is Salesforce's own code, such as invalid_client_id or invalid_grant, and
/// its RecommendedAction, which Get-Error shows, names the place in Setup.
/// </para>
/// </remarks>
/// <example>
///   <code>Connect-SfClientCredentials -Domain acme -SecretName salesforce</code>
///   <para>
///   Connects to acme.my.salesforce.com. The vault keeps the secret as PSCredential: the consumer key is the user name,
///   the consumer secret the password.
///   </para>
/// </example>
/// <example>
///   <code>$pair = Get-Credential -UserName $key -Message 'Consumer secret?'
/// Set-Secret -Name salesforce -Secret $pair
/// Connect-SfClientCredentials -Domain acme -SecretName salesforce</code>
///   <para>
///   Puts key and secret into the default vault, which is done once, and connects. This needs the module
///   Microsoft.PowerShell.SecretManagement and a vault, for example of Microsoft.PowerShell.SecretStore.
///   </para>
/// </example>
/// <example>
///   <code>$pair = @{ ClientId = $key; ClientSecret = Read-Host -AsSecureString }
/// Connect-SfClientCredentials acme--dev @pair -Name dev -NoDefault</code>
///   <para>Connects to the sandbox dev beside the default session. Commands reach it with -Session dev.</para>
/// </example>
/// <example>
///   <code>Connect-SfClientCredentials -FromEnvironment</code>
///   <para>
///   Takes domain, key and secret from SF_DOMAIN, SF_CLIENT_ID and SF_CLIENT_SECRET, as build servers hand them over.
///   </para>
/// </example>
/// <example>
///   <code>Register-SfConnection prod -Domain acme -SecretName salesforce
/// Connect-SfClientCredentials prod</code>
///   <para>Registers the connection, which is done once, and connects with it: -Connection is the first parameter
///   where nothing else says how to connect.</para>
/// </example>
/// <example>
///   <code>$session = Connect-SfClientCredentials acme -SecretName salesforce
/// 'Account', 'Contact', 'Opportunity' | ForEach-Object -Parallel {
///     $rows = Invoke-SfQuery "SELECT COUNT() FROM $_" -Session $using:session
///     [pscustomobject]@{ Object = $_; Rows = $rows }
/// }</code>
///   <para>Shares one session, and its one token, among parallel runspaces.</para>
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
