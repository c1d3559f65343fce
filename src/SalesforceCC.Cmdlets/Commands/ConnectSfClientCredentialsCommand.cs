using System.Management.Automation;
using System.Security;
using SalesforceCC.Auth;
using SalesforceCC.Cmdlets.Shell;

namespace SalesforceCC.Cmdlets.Commands;

/// <summary>Connects to a Salesforce org with a client id and a client secret.</summary>
/// <remarks>
/// <para>
/// Uses the OAuth 2.0 client credentials flow: no user name, no password, no browser. Requests run as the API-only user
/// that the external client app names as Run As. Connecting is one HTTP request; it does not count against the org's API
/// calls.
/// </para>
/// <para>
/// The secret comes from a SecretManagement vault (-SecretName), from parameters (-ClientId and -ClientSecret, or
/// -Credential), or from SF_DOMAIN, SF_CLIENT_ID and SF_CLIENT_SECRET (-FromEnvironment). From a vault it is read once;
/// if Salesforce refuses it later, the vault is read again, so that a rotated secret needs no new connection. A secret
/// never appears in output, errors or verbose messages.
/// </para>
/// <para>
/// The session belongs to this runspace and becomes its default. The session object can be passed to other runspaces
/// with -Session $using:session.
/// </para>
/// </remarks>
/// <example>
///   <code>Connect-SfClientCredentials -Domain acme -SecretName salesforce</code>
///   <para>Connects to acme.my.salesforce.com with a secret that a vault keeps as PSCredential: the consumer key as user name, the consumer secret as password.</para>
/// </example>
/// <example>
///   <code>Connect-SfClientCredentials -Domain acme--dev -ClientId $key -ClientSecret (Read-Host -AsSecureString) -Name dev -NoDefault</code>
///   <para>Connects to a sandbox beside the default session.</para>
/// </example>
/// <example>
///   <code>Connect-SfClientCredentials -FromEnvironment</code>
///   <para>Takes domain, key and secret from SF_DOMAIN, SF_CLIENT_ID and SF_CLIENT_SECRET, as pipelines hand them over.</para>
/// </example>
[Cmdlet(VerbsCommunications.Connect, "SfClientCredentials", DefaultParameterSetName = VaultSet)]
[OutputType("SalesforceCC.SfSession")]
public sealed class ConnectSfClientCredentialsCommand : ConnectCmdlet
{
    private const string VaultSet = "Vault";
    private const string SecretSet = "Secret";
    private const string CredentialSet = "Credential";
    private const string EnvironmentSet = "Environment";

    /// <summary>Name of the secret in the vault: a PSCredential, a SecureString or string with -ClientId, or a hashtable with ClientId, ClientSecret and maybe Domain.</summary>
    [Parameter(Mandatory = true, ParameterSetName = VaultSet)]
    [ValidateNotNullOrEmpty]
    public string? SecretName { get; set; }

    /// <summary>Name of the vault. Without it, SecretManagement looks into all of them.</summary>
    [Parameter(ParameterSetName = VaultSet)]
    [ValidateNotNullOrEmpty]
    public string? VaultName { get; set; }

    /// <summary>Consumer key of the external client app.</summary>
    [Parameter(Mandatory = true, ParameterSetName = SecretSet)]
    [Parameter(ParameterSetName = VaultSet)]
    [ValidateNotNullOrEmpty]
    public string? ClientId { get; set; }

    /// <summary>Consumer secret of the external client app.</summary>
    [Parameter(Mandatory = true, ParameterSetName = SecretSet)]
    [SecretParameter]
    public SecureString? ClientSecret { get; set; }

    /// <summary>Consumer key as user name, consumer secret as password.</summary>
    [Parameter(Mandatory = true, ParameterSetName = CredentialSet)]
    [Credential]
    public PSCredential? Credential { get; set; }

    /// <summary>Reads SF_DOMAIN (unless -Domain is given), SF_CLIENT_ID and SF_CLIENT_SECRET.</summary>
    [Parameter(Mandatory = true, ParameterSetName = EnvironmentSet)]
    public SwitchParameter FromEnvironment { get; set; }

    /// <summary>How key and secret are sent: as fields of the form (Body), or as HTTP Basic header (Basic).</summary>
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
