using System.Security;
using System.Security.Cryptography;

namespace SalesforceCC.Auth;

/// <summary>
/// A private key as PEM text in a vault. The text is read once and kept as SecureString, as consumer secrets are, so that
/// a vault which locks itself is not asked in the middle of a run; it is read again when Salesforce refuses it.
/// </summary>
/// <param name="source">The vault; its secret is the PEM text.</param>
/// <param name="pem">The text, as read first.</param>
/// <param name="password">Password of an encrypted key.</param>
internal sealed class PemSecretKey(ISecretSource source, SecureString pem, SecureString? password) : IPrivateKey
{
    private readonly SecureString? _password = password is null ? null : SecretBytes.Copy(password);
    private SecureString _pem = pem;

    /// <summary>Reads the vault.</summary>
    public static async Task<IPrivateKey> ReadAsync(ISecretSource source, SecureString? password, CancellationToken stop)
    {
        ClientCredential secret = await source.ReadAsync(stop).ConfigureAwait(false);
        return new PemSecretKey(source, secret.ClientSecret, password);
    }

    public string Description => source.Description;

    public RSA Open()
    {
        byte[] bytes = SecretBytes.Utf8(_pem);
        try
        {
            return PrivateKeys.Read(bytes, _password, Description);
        }
        finally
        {
            SecretBytes.Clear(bytes);
        }
    }

    public async Task<bool> ReloadAsync(CancellationToken stop)
    {
        _pem = (await source.ReadAsync(stop).ConfigureAwait(false)).ClientSecret;
        return true;
    }
}
