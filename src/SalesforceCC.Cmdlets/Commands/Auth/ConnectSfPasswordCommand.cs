using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;
using SalesforceCC.Auth;
using SalesforceCC.Cmdlets.Shell;

namespace SalesforceCC.Cmdlets.Commands;

/// <summary>Connects with a user's name and password: the old flow, for those who are leaving it.</summary>
/// <remarks>
/// <para>
/// Uses the OAuth 2.0 username-password flow, which Salesforce switches off on 2027-02-20 (Spring '27); a warning says so
/// each time. Connect-SfClientCredentials replaces it: it needs no password, no security token and no user of a person.
/// </para>
/// <para>
/// Besides the user, the flow needs consumer key and secret of an app, from a vault (-SecretName), as
/// parameters, or from the environment. An org
/// may block the flow: Setup, OAuth and OpenID Connect Settings, Allow OAuth Username-Password Flows.
/// </para>
/// <para>
/// Password and security token are kept as SecureString for as long as the session lives, since the token is renewed with
/// them. Writes the session, with the flow Password, which works as any other.
/// </para>
/// </remarks>
/// <example>
///   <code>$user = Get-Credential integration@acme.com
/// $who = @{ Credential = $user; SecurityToken = Read-Host -AsSecureString }
/// Connect-SfPassword acme -SecretName salesforce @who</code>
///   <para>Asks for password and security token; key and secret of the app come from the vault.</para>
/// </example>
/// <example>
///   <code>$app = @{ ClientId = $key; ClientSecret = Read-Host -AsSecureString }
/// $user = Get-Credential integration@acme.com.dev
/// Connect-SfPassword acme--dev @app -Credential $user</code>
///   <para>Connects to a sandbox from a network that it trusts, where no security token is needed.</para>
/// </example>
/// <example>
///   <code>$app = @{ Flow = 'Password'; SecretName = 'salesforce' }
/// Register-SfConnection legacy -Domain acme @app
/// $user = Get-Credential integration@acme.com
/// Connect-SfPassword legacy -Credential $user</code>
///   <para>Registers all but the user's password, which is done once, and connects.</para>
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
    /// The user's name and password. A name alone asks for the password; so does -Connection, with the user name that is
    /// registered, if this is not given.
    /// </summary>
    [Parameter(Mandatory = true, ParameterSetName = VaultSet)]
    [Parameter(Mandatory = true, ParameterSetName = SecretSet)]
    [Parameter(Mandatory = true, ParameterSetName = EnvironmentSet)]
    [Parameter(ParameterSetName = ConnectionSet)]
    [Credential]
    public override PSCredential? Credential { get; set; }

    /// <summary>
    /// The user's security token, as SecureString; appended to the password. Needed unless this machine's address is in
    /// the trusted ranges of the org (Setup, Network Access) or of the user's profile. Reset My Security Token, in the
    /// user's personal settings, mails a new one.
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
            return Host.UI.PromptForCredential(registered.Name, $"User of {registered.Domain}", registered.Username, "")
                ?? throw new SfException(SfErrorCodes.InvalidConnection, "No user name and password were given.");
        }
        catch (Exception e) when (e is HostException or PSInvalidOperationException or NotImplementedException)
        {
            throw new SfException(
                SfErrorCodes.InvalidConnection, $"The connection '{registered.Name}' has no password, and nobody can be asked for it: give -Credential.", e);
        }
    }
}
