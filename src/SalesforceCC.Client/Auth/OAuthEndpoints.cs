using System.Globalization;
using System.Text;
using System.Text.Json;
using SalesforceCC.Http;
using SalesforceCC.Json;

namespace SalesforceCC.Auth;

/// <summary>What else the OAuth service of a domain offers: introspection and revocation.</summary>
internal sealed class OAuthEndpoints(Road road, Uri domain)
{
    private const int MaxLength = 1 << 20;

    /// <summary>
    /// Fills Active, ExpiresAt and Username of a token. The only way to learn how long an opaque token lives; needs the
    /// client secret, and an app may ask for its own tokens only.
    /// </summary>
    public async Task IntrospectAsync(SfToken token, IGrant grant, CancellationToken stop)
    {
        Uri url = new(domain, "/services/oauth2/introspect");
        ApiRequest request = grant.CreateRequest(
            url, () => new SecretFormContent().Add("token", token.AccessToken).Add("token_type_hint", "access_token"));
        byte[] json = await road.SendAsync(request, static (_, body, t) => Body.ReadAsync(body, MaxLength, t), stop).ConfigureAwait(false);

        // RFC 7662, 2.2.
        (token.Active, token.Username, token.ExpiresAt) = JsonReply.Read(json, "introspection response", static root => (
            root.GetProperty("active").GetBoolean(),
            root.TryGetProperty("username", out JsonElement name) ? name.GetString() : null,
            root.TryGetProperty("exp", out JsonElement exp) && exp.TryGetInt64(out long seconds)
                ? (DateTimeOffset?)DateTimeOffset.FromUnixTimeSeconds(seconds)
                : null));
    }

    /// <summary>Ends a token. Needs no client authentication.</summary>
    public async Task RevokeAsync(AccessToken token, CancellationToken stop)
    {
        Uri url = new(domain, "/services/oauth2/revoke");
        try
        {
            RequestBody form = new(() => new SecretFormContent().Add("token", Encoding.UTF8.GetBytes(token.Header.Parameter!)));
            await road.SendAsync(
                ClientLogin.CreateRequest(url, form), static (_, _, _) => Task.FromResult(true), stop).ConfigureAwait(false);
        }
        catch (SfException e) when (e.Code == "invalid_token")
        {
            // It has ended before: that is what was asked for.
        }
    }
}
