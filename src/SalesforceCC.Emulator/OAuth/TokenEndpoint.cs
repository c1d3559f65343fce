using SalesforceCC.Emulator.Http;

namespace SalesforceCC.Emulator.OAuth;

/// <summary><c>POST /services/oauth2/token</c>.</summary>
internal sealed class TokenEndpoint
{
    private readonly Dictionary<string, IGrant> _grants;

    public TokenEndpoint(params IGrant[] grants) => _grants = grants.ToDictionary(g => g.GrantType);

    public Answer Post(Call call)
    {
        OAuthRequest request = new OAuthRequest(call);

        // What is not a form has no parameters; the endpoint then speaks of the grant type, whatever was sent.
        if (!request.IsForm)
            throw OAuthError.UnsupportedGrant();
        if (request["grant_type"] is not { Length: > 0 } grantType)
            throw OAuthError.MissingGrant();
        if (!_grants.TryGetValue(grantType, out IGrant? grant))
            throw OAuthError.UnsupportedGrant();
        if (grant is ClientCredentialsGrant && IsSharedHost(call.Headers.Host.ToString()))
            throw OAuthError.WrongDomain();
        return Answer.Json(200, grant.Run(request));
    }

    /// <summary>Hosts of all orgs. Other flows work there; client credentials need the org's own domain.</summary>
    private static bool IsSharedHost(string host)
    {
        string name = host.Split(':')[0];
        return name.Equals("login.salesforce.com", StringComparison.OrdinalIgnoreCase) ||
            name.Equals("test.salesforce.com", StringComparison.OrdinalIgnoreCase) ||
            name.EndsWith(".salesforce-setup.com", StringComparison.OrdinalIgnoreCase);
    }
}
