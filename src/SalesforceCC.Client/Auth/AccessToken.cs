using System.Net.Http.Headers;

namespace SalesforceCC.Auth;

/// <summary>A token in use. It has no public face; <see cref="SfToken"/> is what users get.</summary>
internal sealed class AccessToken(TokenAnswer answer, DateTimeOffset receivedAt)
{
    /// <summary>Ready for requests, made once instead of for each.</summary>
    public AuthenticationHeaderValue Header { get; } = new("Bearer", answer.AccessToken);

    /// <summary>The org that an opaque token names before its exclamation mark; null for others.</summary>
    public string? OrganizationId { get; } = OrganizationOf(answer.AccessToken);

    public Uri InstanceUrl { get; } = answer.InstanceUrl;

    public string TokenType { get; } = answer.TokenType;

    public string? Id { get; } = answer.Id;

    public string? Scope { get; } = answer.Scope;

    /// <summary>The answer had a signature.</summary>
    public bool IsSigned { get; } = answer.Signature is not null;

    public DateTimeOffset IssuedAt { get; } = answer.IssuedAt ?? receivedAt;

    public SfToken ToToken() => new(SecretBytes.Protect(Header.Parameter!), TokenType, InstanceUrl, IssuedAt, Scope);

    private static string? OrganizationOf(string token)
    {
        int mark = token.IndexOf('!');
        string id = mark < 0 ? "" : token.Substring(0, mark);
        return id.StartsWith("00D", StringComparison.Ordinal) && SfId.IsValid(id) ? SfId.To18(id) : null;
    }
}
