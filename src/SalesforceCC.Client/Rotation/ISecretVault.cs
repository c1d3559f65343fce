using SalesforceCC.Auth;

namespace SalesforceCC.Rotation;

/// <summary>The vault whose secret is rotated. Whatever goes wrong in it is an <see cref="SfException"/>, or a stop.</summary>
internal interface ISecretVault
{
    /// <summary>The pair under a name; null where there is no such secret.</summary>
    Task<ClientCredential?> ReadAsync(string name, CancellationToken stop);

    /// <summary>Puts a pair under a name, in the form that the secret <paramref name="like"/> has. What else belongs to the secret stays.</summary>
    Task WriteAsync(string name, string like, ClientCredential pair, CancellationToken stop);

    /// <summary>Removes a secret.</summary>
    Task RemoveAsync(string name, CancellationToken stop);
}
