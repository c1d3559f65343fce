using System.Management.Automation;
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
/// Besides the user, the flow needs consumer key and secret of an app, from a vault (-SecretName) or as parameters. An org
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
/// <seealso cref="ConnectSfClientCredentialsCommand"/>
/// <seealso cref="ConnectSfJwtBearerCommand"/>
[Cmdlet(VerbsCommunications.Connect, "SfPassword", DefaultParameterSetName = VaultSet)]
[OutputType("SalesforceCC.SfSession")]
public sealed class ConnectSfPasswordCommand : SecretConnectCmdlet
{
    private const string Farewell =
        "Salesforce switches the username-password flow off on 2027-02-20 (Spring '27). Connect-SfClientCredentials replaces it.";

    /// <summary>The user's name and password. A name alone asks for the password.</summary>
    [Parameter(Mandatory = true)]
    [Credential]
    public PSCredential? Credential { get; set; }

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
        WriteWarning(Farewell);
        Keep(await Connecting.WithPasswordAsync(
            Options(Domain), ClientSecrets(), Credential!.UserName, Credential.Password, SecurityToken, StopToken));
    }
}
