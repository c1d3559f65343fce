using System.Net.Http.Headers;
using SalesforceCC.Http;

namespace SalesforceCC.Auth;

/// <summary>A token in use. It has no public face; <see cref="SfToken"/> is what users get.</summary>
internal sealed class AccessToken(TokenResponse response, DateTimeOffset receivedAt) : IAccessToken
{
    /// <summary>Ready for requests, made once instead of for each.</summary>
    public AuthenticationHeaderValue Header { get; } = new("Bearer", response.AccessToken);

    public Uri InstanceUrl => Facts.InstanceUrl;

    public string TokenType { get; } = response.TokenType;

    /// <summary>What may be kept of it when it is forgotten.</summary>
    public TokenFacts Facts { get; } = new(
        response.InstanceUrl, OrganizationOf(response.AccessToken), response.Id, response.Scope, response.Signature is not null, response.IssuedAt ?? receivedAt);

    public SfToken ToToken() => new(SecretBytes.Protect(Header.Parameter!), TokenType, InstanceUrl, Facts.IssuedAt, Facts.Scope);

    private static string? OrganizationOf(string token)
    {
        int mark = token.IndexOf('!');
        string id = mark < 0 ? "" : token.Substring(0, mark);
        return id.StartsWith("00D", StringComparison.Ordinal) && SfId.IsValid(id) ? SfId.To18(id) : null;
    }
}
