using System.Text.Json.Nodes;

namespace SalesforceCC.Emulator.OAuth;

/// <summary>What flows have in common that log a user in by name, once they know who it is.</summary>
internal static class UserGrant
{
    /// <summary>Scopes that stand for a refresh token, which these flows do not answer.</summary>
    private static readonly string[] s_refresh = ["refresh_token", "offline_access"];

    public static JsonObject Finish(
        ConnectedApp app, string userId, UserDirectory users, LoginThrottle throttle, Func<IReadOnlyList<string>, JsonObject> issue)
    {
        AppPolicy.Check(app, userId, users);
        List<string> scopes = app.Scopes.Except(s_refresh).ToList();
        if (scopes.Count == 0)
            throw OAuthError.NoValidScopes();
        if (app.Failure is { } failure)
            throw new OAuthError(failure.Error, failure.ErrorDescription, failure.Status);
        throttle.Count(userId);
        return issue(scopes);
    }
}
