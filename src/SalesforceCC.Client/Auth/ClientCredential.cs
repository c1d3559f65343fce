using System.Security;

namespace SalesforceCC.Auth;

/// <summary>
/// What an external client app is known by: its consumer key and secret. Wherever they come from, the white space round
/// them is left out: neither ever has any, and a file or variable often ends in a line break.
/// </summary>
internal sealed class ClientCredential
{
    /// <summary>Makes a pair.</summary>
    /// <param name="clientId">Consumer key.</param>
    /// <param name="clientSecret">Consumer secret; a copy is kept.</param>
    /// <param name="domain">My Domain, where it is kept beside the pair; else null.</param>
    public ClientCredential(string clientId, SecureString clientSecret, string? domain = null)
    {
        ClientId = SecretBytes.Trim(clientId);
        ClientSecret = SecretBytes.Copy(clientSecret, trim: true);
        IsIdPadded = ClientId.Length != clientId.Length;
        IsSecretPadded = ClientSecret.Length != clientSecret.Length;
        Domain = domain;
    }

    /// <summary>My Domain that is kept beside the pair; null where none is.</summary>
    public string? Domain { get; }

    /// <summary>There is white space around the key, where it is kept.</summary>
    public bool IsIdPadded { get; }

    /// <summary>There is white space around the secret, where it is kept.</summary>
    public bool IsSecretPadded { get; }

    /// <summary>Consumer key.</summary>
    public string ClientId { get; }

    /// <summary>Consumer secret.</summary>
    public SecureString ClientSecret { get; }

    /// <summary>The consumer key; the secret is never part of a text.</summary>
    public override string ToString() => ClientId;
}
