using System.Management.Automation;
using SalesforceCC.Auth;

namespace SalesforceCC.Cmdlets.Shell;

/// <summary>What takes all that the client credentials flow needs.</summary>
public abstract class ClientCredentialsCmdlet : SecretConnectCmdlet
{
    /// <summary>Parameter set: key and secret are one parameter.</summary>
    protected const string CredentialSet = "Credential";

    /// <summary>Parameter set: key and secret are in the environment.</summary>
    protected const string EnvironmentSet = "Environment";

    /// <summary>
    /// Given alone, name of a connection that Register-SfConnection has registered: it says all else, and the session gets
    /// its name. Beside parameters that say how to connect, name of the session, for -Session of other commands; without
    /// it, the host. A session of the same name gives up its place in this runspace.
    /// </summary>
    [Parameter(Mandatory = true, ParameterSetName = ConnectionSet, ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = VaultSet)]
    [Parameter(ParameterSetName = SecretSet)]
    [Parameter(ParameterSetName = CredentialSet)]
    [Parameter(ParameterSetName = EnvironmentSet)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ConnectionCompleter))]
    public override string? Name { get; set; }

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
    private protected ISecretSource Secrets(SfConnection? registered, ref string? domain) => ParameterSetName switch
    {
        CredentialSet => new FixedSecretSource(new ClientCredential(Credential!.UserName, Credential.Password), "Parameter"),
        EnvironmentSet => EnvironmentSecret.Read(ref domain),
        _ => ClientSecrets(registered),
    };
}
