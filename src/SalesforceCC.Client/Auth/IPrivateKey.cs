using System.Security.Cryptography;

namespace SalesforceCC.Auth;

/// <summary>Where the private key of an app is. The key itself is opened for one signature, and closed again.</summary>
internal interface IPrivateKey
{
    /// <summary>What a person would call the place, without the key: <c>File /etc/salesforce/key.pem</c>.</summary>
    string Description { get; }

    /// <summary>Opens the key; the caller disposes it.</summary>
    /// <exception cref="SfException">SECRET_UNAVAILABLE: it is not there, is no RSA key, or the password is wrong.</exception>
    RSA Open();

    /// <summary>After a refusal: looks whether there is another key now. False where that cannot be.</summary>
    Task<bool> ReloadAsync(CancellationToken stop);
}
