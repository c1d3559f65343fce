using System.Text.Json.Nodes;

namespace SalesforceCC.Emulator.OAuth;

/// <summary>
/// Tokens for a program that knows its app's secret, on behalf of the app's run-as user. Which of several faults a real
/// org names first is unknown; here it is the one an administrator would fix first.
/// </summary>
internal sealed class ClientCredentialsGrant(
    ClientCheck clients, UserDirectory users, LoginThrottle throttle, TokenIssuer issuer) : IGrant
{
    /// <summary>Scopes that make no sense without a browser; they are left out of the token.</summary>
    private static readonly HashSet<string> s_interactive = ["full", "web", "refresh_token", "offline_access"];

    public string GrantType => "client_credentials";

    public JsonObject Run(OAuthRequest request)
    {
        if (request["scope"] is not null)
            throw OAuthError.ScopeNotSupported();
        ConnectedApp app = clients.Run(request);
        if (!app.ClientCredentialsEnabled)
            throw OAuthError.FlowNotEnabled();
        if (app.RunAsUserId is not { } userId)
            throw OAuthError.NoRunAsUser();
        if (!users.MayLogIn(userId))
            throw OAuthError.InactiveUser();
        AppPolicy.Check(app, userId, users);
        List<string> scopes = app.Scopes.Where(s => !s_interactive.Contains(s)).ToList();
        if (scopes.Count == 0)
            throw OAuthError.NoValidScopes();
        if (app.Failure is { } failure)
            throw new OAuthError(failure.Error, failure.ErrorDescription, failure.Status);
        throttle.Count(userId);
        return issuer.Issue(app, userId, scopes, request.Call.Origin);
    }
}
