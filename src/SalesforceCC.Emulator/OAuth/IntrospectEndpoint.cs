using SalesforceCC.Emulator.Http;

namespace SalesforceCC.Emulator.OAuth;

/// <summary><c>POST /services/oauth2/introspect</c>: how long a token still lives.</summary>
internal sealed class IntrospectEndpoint(
    ClientCheck clients, SessionTable sessions, UserDirectory users, TokenIssuer issuer)
{
    public Answer Post(Call call)
    {
        OAuthRequest request = new OAuthRequest(call);
        ConnectedApp app = clients.Run(request);
        Session? session = sessions.Find(request["token"] ?? "");
        if (session is null || (session.AppId != app.Id && !app.IntrospectAllTokens))
            return Answer.Json(200, new { active = false });
        return Answer.Json(200, new
        {
            active = true,
            scope = string.Join(' ', session.Scopes),
            client_id = session.ConsumerKey,
            username = users.Get(session.UserId).Username,
            sub = issuer.Identity(call.Origin, session.UserId),
            token_type = "access_token",
            exp = session.ExpiresAt.ToUnixTimeSeconds(),
            iat = session.IssuedAt.ToUnixTimeSeconds(),
            nbf = session.IssuedAt.ToUnixTimeSeconds(),
        });
    }
}
