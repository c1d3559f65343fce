using static System.Management.Automation.ErrorCategory;

namespace SalesforceCC.Cmdlets.Shell;

/// <summary>Codes whose cure depends on the flow whose token request failed, and maybe on the text. First match wins.</summary>
internal static class AdviceByFlow
{
    private const string PasswordFlow = "The org does not allow the username-password flow: Setup, OAuth and OpenID Connect Settings, Allow OAuth Username-Password Flows. Salesforce retires it on 2027-02-20. Use Connect-SfClientCredentials instead.";
    public const string JwtFlow = $"{ErrorAdvice.App}, Settings tab, OAuth Settings: turn on Enable JWT Bearer Flow, and upload the certificate that belongs to the private key.";

    public static (SfFlow Flow, string Code, string Text, Advice Advice)[] All { get; } =
    [
        (SfFlow.ClientCredentials, "invalid_grant", "authentication failure", new(AuthenticationError, $"Salesforce did not log the run-as user in: Setup, Login History, newest entry of that user. It must be active, not frozen, within its login hours and IP ranges, and have API Enabled. {ErrorAdvice.App}, Policies tab, OAuth Policies, to see who Run As (Username) is.")),
        (SfFlow.Password, "invalid_grant", "authentication failure", new(AuthenticationError, "Check user name and password. Outside of trusted addresses (Setup, Network Access) -SecurityToken is needed too; a changed password changes it. The org may block the flow: Setup, OAuth and OpenID Connect Settings, Allow OAuth Username-Password Flows. Setup, Login History, shows which it was. Connect-SfClientCredentials needs no password.")),
        (SfFlow.Password, "unsupported_grant_type", "", new(AuthenticationError, PasswordFlow)),
        (SfFlow.Password, "unauthorized_client", "", new(AuthenticationError, PasswordFlow)),
        (SfFlow.JwtBearer, "unsupported_grant_type", "", new(AuthenticationError, JwtFlow)),
        (SfFlow.JwtBearer, "unauthorized_client", "", new(AuthenticationError, JwtFlow)),
        (SfFlow.JwtBearer, "invalid_client", "", new(AuthenticationError, JwtFlow)),
    ];
}
