using System.Security;

namespace SalesforceCC.Auth;

/// <summary>What an external client app is known by: its consumer key and secret.</summary>
internal sealed class ClientCredential
{
    /// <summary>Makes a pair.</summary>
    /// <param name="clientId">Consumer key.</param>
    /// <param name="clientSecret">Consumer secret; kept as it is, not copied.</param>
    /// <param name="domain">My Domain, where it is kept beside the pair; else null.</param>
    public ClientCredential(string clientId, SecureString clientSecret, string? domain = null)
    {
        ClientId = clientId;
        ClientSecret = clientSecret;
        Domain = domain;
    }

    /// <summary>My Domain that is kept beside the pair; null where none is.</summary>
    public string? Domain { get; }

    /// <summary>Consumer key.</summary>
    public string ClientId { get; }

    /// <summary>Consumer secret.</summary>
    public SecureString ClientSecret { get; }

    /// <summary>The consumer key; the secret is never part of a text.</summary>
    public override string ToString() => ClientId;
}
