using System.Net.Http.Headers;
using SalesforceCC.Http;

namespace SalesforceCC.Auth;

/// <summary>A token in use. It has no public face; <see cref="SfToken"/> is what users get.</summary>
internal sealed class AccessToken(TokenResponse response, DateTimeOffset receivedAt) : IAccessToken
{
    /// <summary>Ready for requests, made once instead of for each.</summary>
    public AuthenticationHeaderValue Header { get; } = new("Bearer", response.AccessToken);

    /// <summary>The org that an opaque token names before its exclamation mark; null for others.</summary>
    public string? OrganizationId { get; } = OrganizationOf(response.AccessToken);

    public Uri InstanceUrl { get; } = response.InstanceUrl;

    public string TokenType { get; } = response.TokenType;

    public string? Id { get; } = response.Id;

    public string? Scope { get; } = response.Scope;

    /// <summary>The response had a signature.</summary>
    public bool IsSigned { get; } = response.Signature is not null;

    public DateTimeOffset IssuedAt { get; } = response.IssuedAt ?? receivedAt;

    public SfToken ToToken() => new(SecretBytes.Protect(Header.Parameter!), TokenType, InstanceUrl, IssuedAt, Scope);

    private static string? OrganizationOf(string token)
    {
        int mark = token.IndexOf('!');
        string id = mark < 0 ? "" : token.Substring(0, mark);
        return id.StartsWith("00D", StringComparison.Ordinal) && SfId.IsValid(id) ? SfId.To18(id) : null;
    }
}
