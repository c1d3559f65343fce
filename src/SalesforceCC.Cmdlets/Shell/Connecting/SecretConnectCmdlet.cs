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

    /// <summary>
    /// How key and secret are sent to the token endpoint: as fields of the form (Body), or as HTTP Basic header
    /// (Basic).
    /// </summary>
    [Parameter]
    [ValidateSet("Body", "Basic")]
    public string ClientAuthentication { get; set; } = "Body";

    /// <summary>
    /// Takes a token answer even if its signature was not made with the client secret. Only for a proxy that is known
    /// to change the answer.
    /// </summary>
    [Parameter]
    public SwitchParameter SkipSignatureCheck { get; set; }

    /// <summary>The settings as the client takes them.</summary>
    private protected SfConnectOptions Options(string? domain, SfConnection? registered) => Options(
        domain,
        registered,
        ClientAuthentication == "Basic" ? Auth.ClientAuthentication.Basic : Auth.ClientAuthentication.Body,
        SkipSignatureCheck);

    /// <summary>Key and secret: of a registered connection, of a vault, or given.</summary>
    private protected ISecretSource ClientSecrets(SfConnection? registered) => ParameterSetName switch
    {
        ConnectionSet => new VaultSecretSource(registered!.SecretName!, registered.VaultName, registered.ClientId),
        SecretSet => new FixedSecretSource(new ClientCredential(ClientId!, ClientSecret!), "Parameter"),
        _ => new VaultSecretSource(SecretName!, VaultName, ClientId),
    };
}
