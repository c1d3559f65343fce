using System.Management.Automation;
using System.Security;
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
/// -Credential), or from the environment (-FromEnvironment). From a vault they are read once. If Salesforce refuses
/// them later, the vault is read again, so that a rotated secret needs no new connection. A secret never appears in
/// output, errors or verbose messages.
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
///   <code>$session = Connect-SfClientCredentials acme -SecretName salesforce
/// 'Account', 'Contact', 'Opportunity' | ForEach-Object -Parallel {
///     $rows = Invoke-SfQuery "SELECT COUNT() FROM $_" -Session $using:session
///     [pscustomobject]@{ Object = $_; Rows = $rows }
/// }</code>
///   <para>Shares one session, and its one token, among parallel runspaces.</para>
/// </example>
/// <seealso cref="GetSfSessionCommand"/>
/// <seealso cref="SelectSfSessionCommand"/>
/// <seealso cref="DisconnectSfSessionCommand"/>
/// <seealso cref="GetSfIdentityCommand"/>
[Cmdlet(VerbsCommunications.Connect, "SfClientCredentials", DefaultParameterSetName = VaultSet)]
[OutputType("SalesforceCC.SfSession")]
public sealed class ConnectSfClientCredentialsCommand : ConnectCmdlet
{
    private const string VaultSet = "Vault";
    private const string SecretSet = "Secret";
    private const string CredentialSet = "Credential";
    private const string EnvironmentSet = "Environment";

    /// <summary>
    /// Name of a secret in a SecretManagement vault. The secret is a PSCredential (consumer key and consumer secret), a
    /// SecureString or string (the consumer secret; -ClientId gives the key), or a hashtable with ClientId,
    /// ClientSecret and, if -Domain is to be left out, Domain. The vault must not ask for its password in unattended
    /// runs.
    /// </summary>
    [Parameter(Mandatory = true, ParameterSetName = VaultSet)]
    [ValidateNotNullOrEmpty]
    public string? SecretName { get; set; }

    /// <summary>Name of the vault. Without it, SecretManagement looks into all that are registered.</summary>
    [Parameter(ParameterSetName = VaultSet)]
    [ValidateNotNullOrEmpty]
    public string? VaultName { get; set; }

    /// <summary>
    /// Consumer key of the external client app. Beside -SecretName it is needed only if the secret does not hold it; if
    /// given, it goes before the one in the secret.
    /// </summary>
    [Parameter(Mandatory = true, ParameterSetName = SecretSet)]
    [Parameter(ParameterSetName = VaultSet)]
    [ValidateNotNullOrEmpty]
    public string? ClientId { get; set; }

    /// <summary>Consumer secret of the external client app, as SecureString. Plain text is refused.</summary>
    [Parameter(Mandatory = true, ParameterSetName = SecretSet)]
    [SecretParameter]
    public SecureString? ClientSecret { get; set; }

    /// <summary>Consumer key as user name, consumer secret as password. A name alone asks for the password.</summary>
    [Parameter(Mandatory = true, ParameterSetName = CredentialSet)]
    [Credential]
    public PSCredential? Credential { get; set; }

    /// <summary>
    /// Reads the environment variables SF_DOMAIN (unless -Domain is given), SF_CLIENT_ID and SF_CLIENT_SECRET.
    /// </summary>
    [Parameter(Mandatory = true, ParameterSetName = EnvironmentSet)]
    public SwitchParameter FromEnvironment { get; set; }

    /// <summary>
    /// How key and secret are sent to the token endpoint: as fields of the form (Body), or as HTTP Basic header
    /// (Basic).
    /// </summary>
    [Parameter]
    [ValidateSet("Body", "Basic")]
    public string ClientAuthentication { get; set; } = "Body";

    /// <inheritdoc/>
    protected override async Task ProcessAsync()
    {
        string? domain = Domain;
        ISecretSource secrets = ParameterSetName switch
        {
            SecretSet => new FixedSecretSource(new ClientCredential(ClientId!, ClientSecret!), "Parameter"),
            CredentialSet => new FixedSecretSource(new ClientCredential(Credential!.UserName, Credential.Password), "Parameter"),
            EnvironmentSet => EnvironmentSecret.Read(ref domain),
            _ => new VaultSecretSource(SecretName!, VaultName, ClientId),
        };
        ClientAuthentication how = ClientAuthentication == "Basic"
            ? Auth.ClientAuthentication.Basic
            : Auth.ClientAuthentication.Body;

        SfSession session = await SfSession.ConnectAsync(Options(domain, how), secrets, StopToken);
        Keep(session);
        WriteObject(session);
    }
}
