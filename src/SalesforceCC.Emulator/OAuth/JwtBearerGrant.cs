using System.Text.Json.Nodes;

namespace SalesforceCC.Emulator.OAuth;

/// <summary>
/// Tokens for an assertion that the app has signed with its private key (RFC 7523). Which of several faults a real org
/// names first is unknown.
/// </summary>
internal sealed class JwtBearerGrant(
    AppRegistry apps, UserDirectory users, LoginThrottle throttle, TokenIssuer issuer, TimeProvider clock) : IGrant
{
    private static readonly string[] s_loginHosts = ["https://login.salesforce.com", "https://test.salesforce.com"];

    /// <summary>All that this flow answers: neither time of issue nor signature.</summary>
    private static readonly string[] s_fields = ["access_token", "scope", "instance_url", "id", "token_type"];

    public string GrantType => "urn:ietf:params:oauth:grant-type:jwt-bearer";

    public JsonObject Run(OAuthRequest request)
    {
        if (request["scope"] is not null)
            throw OAuthError.ScopeNotSupported();
        Assertion assertion = Assertion.Parse(request["assertion"]) ?? throw OAuthError.InvalidAssertion();
        ConnectedApp app = apps.Find(assertion.Issuer) ?? throw OAuthError.UnknownClient();
        if (!app.Installed)
            throw OAuthError.NotInstalled();
        if (app.Certificate is null || !assertion.IsSignedBy(app.Certificate))
            throw OAuthError.InvalidAssertion();
        Check(assertion, request.Call.Origin);

        if (users.FindByUsername(assertion.Subject) is not { } userId || !users.MayLogIn(userId) ||
            (app.PermittedUsers == PermittedUsers.AllSelfAuthorized && !app.ApprovedUsers.Contains(userId)))
        {
            throw OAuthError.NotApprovedByUser();
        }

        JsonObject answer = UserGrant.Finish(
            app, userId, users, throttle, scopes => issuer.Issue(app, userId, scopes, request.Call.Origin));
        return new JsonObject(s_fields.Select(f => KeyValuePair.Create(f, answer[f]?.DeepClone())));
    }

    private void Check(Assertion assertion, string origin)
    {
        if (assertion.Audience is not { } audience ||
            !s_loginHosts.Append(origin).Contains(audience.TrimEnd('/'), StringComparer.OrdinalIgnoreCase))
        {
            throw OAuthError.WrongAudience();
        }

        // Documented are three minutes at most, but later is taken too: the Salesforce CLI writes milliseconds where
        // seconds belong, and logs in all over the world.
        if (assertion.Expires <= clock.GetUtcNow())
            throw OAuthError.ExpiredAssertion();
    }
}
