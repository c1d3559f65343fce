using System.Security;

namespace SalesforceCC;

/// <summary>An access token, to use with other tools.</summary>
public sealed class SfToken
{
    internal SfToken(SecureString accessToken, string tokenType, Uri instanceUrl, DateTimeOffset issuedAt, string? scope)
    {
        AccessToken = accessToken;
        TokenType = tokenType;
        InstanceUrl = instanceUrl;
        IssuedAt = issuedAt;
        Scope = scope;
    }

    /// <summary>The token; opaque or a JWT.</summary>
    public SecureString AccessToken { get; }

    /// <summary><c>Bearer</c>.</summary>
    public string TokenType { get; }

    /// <summary>The origin that the token is for.</summary>
    public Uri InstanceUrl { get; }

    /// <summary>When Salesforce issued it (when it arrived, where Salesforce does not say).</summary>
    public DateTimeOffset IssuedAt { get; }

    /// <summary>Scopes, separated by spaces; <see langword="null"/> where Salesforce does not say.</summary>
    public string? Scope { get; }

    /// <summary>Whether Salesforce still takes it. Only introspection tells; else <see langword="null"/>.</summary>
    public bool? Active { get; internal set; }

    /// <summary>When it ends. Only introspection tells; else <see langword="null"/>.</summary>
    public DateTimeOffset? ExpiresAt { get; internal set; }

    /// <summary>Whom requests run as. Only introspection tells; else <see langword="null"/>.</summary>
    public string? Username { get; internal set; }

    /// <summary>Says where the token is for, never the token.</summary>
    public override string ToString() => $"{TokenType} token for {InstanceUrl.Host}";
}
