using SalesforceCC.Emulator.Http;

namespace SalesforceCC.Emulator.OAuth;

/// <summary>
/// What the OAuth endpoints refuse, as <c>{"error","error_description"}</c>. All of them were seen with status 400;
/// where no live answer is known, the comment says so.
/// </summary>
internal sealed class OAuthError(string error, string description, int status = 400) : Exception(description)
{
    public static OAuthError WrongDomain() => new("invalid_grant", "request not supported on this domain");

    public static OAuthError NoRunAsUser() => new("invalid_grant", "no client credentials user enabled");

    public static OAuthError NoValidScopes() => new("invalid_grant", "no valid scopes defined");

    public static OAuthError ScopeNotSupported() => new("invalid_request", "scope parameter not supported");

    public static OAuthError UnknownClient() => new("invalid_client_id", "client identifier invalid");

    public static OAuthError WrongSecret() => new("invalid_client", "invalid client credentials");

    public static OAuthError NotApproved() =>
        new("invalid_app_access", "user is not admin approved to access this app");

    public static OAuthError NotInstalled() =>
        new("app_not_found", "External client app is not installed in this org");

    public static OAuthError UnsupportedGrant() => new("unsupported_grant_type", "grant type not supported");

    public static OAuthError MissingGrant() => new("invalid_request", "missing required parameter: grant_type");

    /// <summary>
    /// Unverified: guides quote this text, others report unsupported_grant_type or unauthorized_client.
    /// </summary>
    public static OAuthError FlowNotEnabled() => new("invalid_grant", "client credentials flow not enabled");

    public static OAuthError IpRestricted() => new("invalid_grant", "ip restricted");

    /// <summary>The text is known from reports, its code and status are not.</summary>
    public static OAuthError LoginRateExceeded() => new("invalid_grant", "login rate exceeded");

    /// <summary>The code is documented; no live answer for an inactive or frozen run-as user is known.</summary>
    public static OAuthError InactiveUser() => new("inactive_user", "user is inactive");

    public static OAuthError AuthenticationFailure() => new("invalid_grant", "authentication failure");

    public static OAuthError InvalidAssertion() => new("invalid_grant", "invalid assertion");

    public static OAuthError WrongAudience() => new("invalid_grant", "Audience validation failed");

    /// <summary>Of an assertion, although the text speaks of a code: seen in reports of several clients.</summary>
    public static OAuthError ExpiredAssertion() => new("invalid_grant", "expired authorization code");

    public static OAuthError NotApprovedByUser() => new("invalid_grant", "user hasn't approved this consumer");

    public Answer ToAnswer() =>
        Answer.Json(status, new { error, error_description = Message }).With("Cache-Control", "no-store");
}
