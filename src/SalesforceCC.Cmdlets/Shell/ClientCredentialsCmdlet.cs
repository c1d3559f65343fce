using System.Management.Automation;
using SalesforceCC.Auth;

namespace SalesforceCC.Cmdlets.Shell;

/// <summary>What takes all that the client credentials flow needs.</summary>
public abstract class ClientCredentialsCmdlet : SecretConnectCmdlet
{
    private const string CredentialSet = "Credential";
    private const string EnvironmentSet = "Environment";

    /// <summary>Consumer key as user name, consumer secret as password. A name alone asks for the password.</summary>
    [Parameter(Mandatory = true, ParameterSetName = CredentialSet)]
    [Credential]
    public PSCredential? Credential { get; set; }

    /// <summary>
    /// Reads the environment variables SF_DOMAIN (unless -Domain is given), SF_CLIENT_ID and SF_CLIENT_SECRET.
    /// </summary>
    [Parameter(Mandatory = true, ParameterSetName = EnvironmentSet)]
    public SwitchParameter FromEnvironment { get; set; }

    /// <summary>Where key and secret come from; SF_DOMAIN, if it is to be used, too.</summary>
    private protected ISecretSource Secrets(ref string? domain) => ParameterSetName switch
    {
        CredentialSet => new FixedSecretSource(new ClientCredential(Credential!.UserName, Credential.Password), "Parameter"),
        EnvironmentSet => EnvironmentSecret.Read(ref domain),
        _ => ClientSecrets(),
    };
}
