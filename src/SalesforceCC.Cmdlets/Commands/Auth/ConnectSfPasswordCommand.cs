using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;
using SalesforceCC.Auth;
using SalesforceCC.Cmdlets.Shell;

namespace SalesforceCC.Cmdlets.Commands;

/// <summary>Connects to a Salesforce org with a user's name and password, a flow that Salesforce is retiring.</summary>
/// <remarks>
/// <para>
/// This command uses the OAuth 2.0 username-password flow, which Salesforce retires on 2027-02-20 (Spring '27). It
/// writes a warning each time. Use Connect-SfClientCredentials instead, which needs no password, no security token
/// and no personal user.
/// </para>
/// <para>
/// In addition to the user, this flow needs the consumer key and secret of an app, from a vault (-SecretName), from
/// parameters, or from the environment. An org can block the flow: Setup, OAuth and OpenID Connect Settings, Allow
/// OAuth Username-Password Flows.
/// </para>
/// <para>
/// Password and security token are kept as SecureString for the lifetime of the session, because they are needed to
/// renew the token. Returns the session, with the flow Password.
/// </para>
/// </remarks>
/// <example>
///   <code>$user = Get-Credential integration@acme.com
/// $who = @{ Credential = $user; SecurityToken = Read-Host -AsSecureString }
/// Connect-SfPassword acme -SecretName salesforce @who</code>
///   <para>Prompts for the password and the security token. Key and secret of the app come from the vault.</para>
/// </example>
/// <example>
///   <code>$app = @{ ClientId = $key; ClientSecret = Read-Host -AsSecureString }
/// $user = Get-Credential integration@acme.com.dev
/// Connect-SfPassword acme--dev @app -Credential $user</code>
///   <para>Connects to a sandbox from a trusted network, where no security token is needed.</para>
/// </example>
/// <example>
///   <code>$app = @{ Flow = 'Password'; SecretName = 'salesforce' }
/// Register-SfConnection legacy -Domain acme @app
/// $user = Get-Credential integration@acme.com
/// Connect-SfPassword legacy -Credential $user</code>
///   <para>Registers everything except the user's password, which you do once, and connects.</para>
/// </example>
/// <seealso cref="RegisterSfConnectionCommand"/>
/// <seealso cref="ConnectSfClientCredentialsCommand"/>
/// <seealso cref="ConnectSfJwtBearerCommand"/>
[Cmdlet(VerbsCommunications.Connect, "SfPassword", DefaultParameterSetName = ConnectionSet)]
[OutputType("SalesforceCC.SfSession")]
public sealed class ConnectSfPasswordCommand : SecretConnectCmdlet
{
    private const string Farewell =
        "Salesforce switches the username-password flow off on 2027-02-20 (Spring '27). Connect-SfClientCredentials replaces it.";

    /// <summary>
    /// Specifies the name and password of the user. If you specify only the name, you are prompted for the password.
    /// With -Connection, the default is the registered user name.
    /// </summary>
    [Parameter(Mandatory = true, ParameterSetName = VaultSet)]
    [Parameter(Mandatory = true, ParameterSetName = SecretSet)]
    [Parameter(Mandatory = true, ParameterSetName = EnvironmentSet)]
    [Parameter(ParameterSetName = ConnectionSet)]
    [Credential]
    public override PSCredential? Credential { get; set; }

    /// <summary>
    /// Specifies the security token of the user as a SecureString. It is appended to the password. It is needed
    /// unless the address of this machine is in the trusted ranges of the org (Setup, Network Access) or of the
    /// user's profile. To get a new token by email, use Reset My Security Token in the user's personal settings.
    /// </summary>
    [Parameter]
    [SecretParameter]
    public SecureString? SecurityToken { get; set; }

    /// <inheritdoc/>
    protected override async Task ProcessAsync()
    {
        SfConnection? registered = Registered(SfFlow.Password);
        WriteWarning(Farewell);
        PSCredential user = Credential ?? AskFor(registered!);
        string? domain = Domain;
        ISecretSource app = ClientSecrets(registered, ref domain);
        Keep(await Connecting.WithPasswordAsync(
            Options(domain, registered), app, user.UserName, user.Password, SecurityToken, StopToken));
    }

    private PSCredential AskFor(SfConnection registered)
    {
        try
        {
            return Outside(() => Host.UI.PromptForCredential(registered.Name, $"User of {registered.Domain}", registered.Username, ""))
                ?? throw new SfException(SfErrorCodes.InvalidConnection, "No user name and password were given.");
        }
        catch (Exception e) when (e is HostException or PSInvalidOperationException or NotImplementedException)
        {
            // With -NonInteractive, and in hosts without a user interface, each of which says it in a way of its own.
            throw new SfException(
                SfErrorCodes.InvalidConnection, $"The connection '{registered.Name}' has no password, and nobody can be asked for it: give -Credential.", e);
        }
    }
}
