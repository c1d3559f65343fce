using System.Text.Json.Nodes;
using SalesforceCC.Emulator.Http;

namespace SalesforceCC.Emulator.OAuth;

/// <summary>What the org tells about its OAuth endpoints and keys, to everybody.</summary>
internal sealed class DiscoveryEndpoint(JwtSigner signer)
{
    public static Answer Configuration(Call call) => Answer.Json(200, new
    {
        issuer = call.Origin,
        authorization_endpoint = call.Origin + "/services/oauth2/authorize",
        token_endpoint = call.Origin + "/services/oauth2/token",
        revocation_endpoint = call.Origin + "/services/oauth2/revoke",
        userinfo_endpoint = call.Origin + "/services/oauth2/userinfo",
        jwks_uri = call.Origin + "/id/keys",
        registration_endpoint = call.Origin + "/services/oauth2/register",
        introspection_endpoint = call.Origin + "/services/oauth2/introspect",
        scopes_supported = new JsonArray("api", "full", "id", "openid", "profile", "email", "refresh_token", "web"),
        response_types_supported = new JsonArray("code", "token", "token id_token"),
        subject_types_supported = new JsonArray("public"),
        id_token_signing_alg_values_supported = new JsonArray("RS256"),
        token_endpoint_auth_methods_supported = new JsonArray(
            "client_secret_post", "client_secret_basic", "private_key_jwt"),
    });

    public Answer Keys(Call call) => Answer.Json(200, new { keys = new[] { signer.PublicKey() } });
}
