using SalesforceCC.Emulator.Http;

namespace SalesforceCC.Emulator.OAuth;

/// <summary>
/// <c>/services/oauth2/revoke</c>: asks for nothing but the token. Its errors are urlencoded, unlike all others; that
/// is known from a client that parses them so, the texts are not verified.
/// </summary>
internal sealed class RevokeEndpoint(SessionTable sessions)
{
    public Answer Post(Call call) => Revoke(new OAuthRequest(call)["token"]);

    public Answer Get(Call call) => Revoke(call.Query["token"]);

    private Answer Revoke(string? token)
    {
        if (string.IsNullOrEmpty(token))
            return Refuse("unsupported_token_type", "this token type is not supported");
        return sessions.Remove(token) ? Answer.Empty(200) : Refuse("invalid_token", "invalid token");
    }

    private static Answer Refuse(string error, string description) => Answer.Text(
        400,
        $"error={error}&error_description={Uri.EscapeDataString(description)}",
        "application/x-www-form-urlencoded;charset=UTF-8");
}
