using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using SalesforceCC.Emulator.Http;

namespace SalesforceCC.Emulator.OAuth;

/// <summary>Opens sessions and writes the answer that carries their token.</summary>
internal sealed class TokenIssuer(
    TimeProvider clock,
    SessionTable sessions,
    JwtSigner signer,
    string organizationId,
    Func<string, string> identityOrigin)
{
    private const string TokenCharacters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._";

    public JsonObject Issue(ConnectedApp app, string userId, IReadOnlyList<string> scopes, string origin)
    {
        DateTimeOffset now = clock.GetUtcNow();
        Session session = new Session
        {
            Token = app.TokenFormat == TokenFormat.Jwt ? NewJwt(app, userId, scopes, origin, now) : NewOpaque(),
            ConsumerKey = app.ConsumerKey,
            AppId = app.Id,
            UserId = userId,
            Scopes = scopes,
            IssuedAt = now,
            Lifetime = sessions.Lifetime,
            ExpiresAt = now + sessions.Lifetime,
            Format = app.TokenFormat,
        };
        sessions.Add(session);

        string id = Identity(origin, userId);
        string issuedAt = now.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        return new JsonObject
        {
            ["access_token"] = session.Token,
            ["signature"] = Signature(app.ConsumerSecret, id + issuedAt),
            ["token_format"] = app.TokenFormat == TokenFormat.Jwt ? "jwt" : "opaque",
            ["scope"] = string.Join(' ', scopes),
            ["instance_url"] = origin,
            ["id"] = id,
            ["token_type"] = "Bearer",
            ["issued_at"] = issuedAt,
            ["api_instance_url"] = "https://api.salesforce.com",
        };
    }

    public string Identity(string origin, string userId) => $"{identityOrigin(origin)}/id/{organizationId}/{userId}";

    /// <summary>The order of the two parts is from memory of other clients that check it.</summary>
    private static string Signature(string secret, string message) => Convert.ToBase64String(
        HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(message)));

    /// <summary>The organization's 15-character id, and 96 characters that mean nothing.</summary>
    private string NewOpaque() => $"{organizationId[..15]}!AQ" + RandomNumberGenerator.GetString(TokenCharacters, 94);

    /// <summary>Claim names are those of published samples, not of a token seen live.</summary>
    private string NewJwt(
        ConnectedApp app, string userId, IReadOnlyList<string> scopes, string origin, DateTimeOffset now) =>
        signer.Sign(new
        {
            scp = string.Join(' ', scopes),
            aud = new[] { origin },
            sub = "uid:" + userId,
            iss = origin,
            client_id = app.ConsumerKey,
            jti = Guid.NewGuid().ToString("N"),
            iat = now.ToUnixTimeSeconds(),
            nbf = now.ToUnixTimeSeconds(),
            exp = (now + sessions.Lifetime).ToUnixTimeSeconds(),
            mty = "oauth",
        });
}
