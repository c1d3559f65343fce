using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace SalesforceCC.Emulator.OAuth;

/// <summary>
/// Tokens for a user's name and password, the latter with the security token appended unless the network is trusted.
/// Whatever is wrong with the login, the answer is the same.
/// </summary>
internal sealed class PasswordGrant(
    ClientCheck clients, UserDirectory users, OrgSettings settings, LoginThrottle throttle, TokenIssuer issuer) : IGrant
{
    public string GrantType => "password";

    public JsonObject Run(OAuthRequest request)
    {
        ConnectedApp app = clients.Run(request);
        if (settings.BlockPasswordFlow ||
            users.FindByUsername(request["username"]) is not { } userId ||
            !IsLogin(users.LoginOf(userId), request["password"] ?? "", settings.TrustedNetwork) ||
            !users.MayLogIn(userId))
        {
            throw OAuthError.AuthenticationFailure();
        }

        return UserGrant.Finish(
            app, userId, users, throttle, scopes => issuer.Issue(app, userId, scopes, request.Call.Origin));
    }

    private static bool IsLogin(UserLogin login, string given, bool trusted) => login.Password is { } password &&
        (Same(given, password + login.SecurityToken) || (trusted && Same(given, password)));

    private static bool Same(string left, string right) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(left), Encoding.UTF8.GetBytes(right));
}
