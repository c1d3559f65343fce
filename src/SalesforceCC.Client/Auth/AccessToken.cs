using System.Net.Http.Headers;

namespace SalesforceCC.Auth;

/// <summary>A token in use. It has no public face; <see cref="SfToken"/> is what users get.</summary>
internal sealed class AccessToken(TokenAnswer answer, DateTimeOffset receivedAt)
{
    /// <summary>Ready for requests, made once instead of for each.</summary>
    public AuthenticationHeaderValue Header { get; } = new("Bearer", answer.AccessToken);

    public Uri InstanceUrl { get; } = answer.InstanceUrl;

    public string TokenType { get; } = answer.TokenType;

    public string? Id { get; } = answer.Id;

    public string? Scope { get; } = answer.Scope;

    public DateTimeOffset IssuedAt { get; } = answer.IssuedAt ?? receivedAt;

    public SfToken ToToken() => new(SecretBytes.Protect(Header.Parameter!), TokenType, InstanceUrl, IssuedAt, Scope);
}
