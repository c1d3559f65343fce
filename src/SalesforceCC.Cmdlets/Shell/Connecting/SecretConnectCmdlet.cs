using System.Management.Automation;
using System.Security;
using SalesforceCC.Auth;

namespace SalesforceCC.Cmdlets.Shell;

/// <summary>Ways to connect that show an app's consumer key and secret.</summary>
public abstract class SecretConnectCmdlet : DomainConnectCmdlet
{
    /// <summary>Parameter set: the secret is in a vault.</summary>
    protected const string VaultSet = "Vault";

    /// <summary>Parameter set: the secret is a parameter.</summary>
    protected const string SecretSet = "Secret";

    /// <summary>Parameter set: key and secret are one parameter.</summary>
    protected const string CredentialSet = "Credential";

    /// <summary>Parameter set: key and secret are in the environment.</summary>
    protected const string EnvironmentSet = "Environment";

    /// <summary>
    /// Specifies the name of a secret in a SecretManagement vault. The secret is a PSCredential (consumer key and
    /// consumer secret), a SecureString or string (the consumer secret; specify the key as -ClientId), or a hashtable
    /// with ClientId, ClientSecret and, if you omit -Domain, Domain. For unattended runs, the vault must not prompt
    /// for its password.
    /// </summary>
    [Parameter(Mandatory = true, ParameterSetName = VaultSet)]
    [ValidateNotNullOrEmpty]
    public string? SecretName { get; set; }

    /// <summary>Specifies the name of the vault. By default, all registered vaults are searched.</summary>
    [Parameter(ParameterSetName = VaultSet)]
    [ValidateNotNullOrEmpty]
    public string? VaultName { get; set; }

    /// <summary>
    /// Specifies the consumer key of the external client app. With -SecretName, it is needed only if the secret does
    /// not contain it; it overrides the one in the secret.
    /// </summary>
    [Parameter(Mandatory = true, ParameterSetName = SecretSet)]
    [Parameter(ParameterSetName = VaultSet)]
    [ValidateNotNullOrEmpty]
    public string? ClientId { get; set; }

    /// <summary>
    /// Specifies the consumer secret of the external client app as a SecureString. Plain text is rejected.
    /// </summary>
    [Parameter(Mandatory = true, ParameterSetName = SecretSet)]
    [SecretParameter]
    public SecureString? ClientSecret { get; set; }

    /// <summary>
    /// Specifies the consumer key as user name and the consumer secret as password. If you specify only the name, you
    /// are prompted for the password.
    /// </summary>
    [Parameter(Mandatory = true, ParameterSetName = CredentialSet)]
    [Credential]
    public virtual PSCredential? Credential { get; set; }

    /// <summary>
    /// Reads the environment variables SF_DOMAIN (unless -Domain is given), SF_CLIENT_ID and SF_CLIENT_SECRET.
    /// </summary>
    [Parameter(Mandatory = true, ParameterSetName = EnvironmentSet)]
    public SwitchParameter FromEnvironment { get; set; }

    /// <summary>
    /// Specifies how key and secret are sent to the token endpoint: as form fields (Body) or in an HTTP Basic header
    /// (Basic).
    /// </summary>
    [Parameter]
    [ValidateSet("Body", "Basic")]
    public string ClientAuthentication { get; set; } = "Body";

    /// <summary>
    /// Accepts a token response even if its signature was not made with the client secret. Use this only for a proxy
    /// that is known to change the response.
    /// </summary>
    [Parameter]
    public SwitchParameter SkipSignatureCheck { get; set; }

    /// <summary>The settings as the client takes them.</summary>
    private protected SfConnectOptions Options(string? domain, SfConnection? registered) => Options(
        domain,
        registered,
        ClientAuthentication == "Basic" ? Auth.ClientAuthentication.Basic : Auth.ClientAuthentication.Body,
        SkipSignatureCheck);

    /// <summary>
    /// Key and secret: of a registered connection, of a vault, given, or from the environment, with SF_DOMAIN if it is to
    /// be used.
    /// </summary>
    private protected ISecretSource ClientSecrets(SfConnection? registered, ref string? domain) => ParameterSetName switch
    {
        ConnectionSet => new VaultSecretSource(registered!.SecretName!, registered.VaultName, registered.ClientId),
        SecretSet => new FixedSecretSource(new ClientCredential(ClientId!, ClientSecret!), "Parameter"),
        CredentialSet => new FixedSecretSource(new ClientCredential(Credential!.UserName, Credential.Password), "Parameter"),
        EnvironmentSet => EnvironmentSecret.Read(ref domain),
        _ => new VaultSecretSource(SecretName!, VaultName, ClientId),
    };
}
