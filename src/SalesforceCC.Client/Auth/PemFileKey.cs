using System.Security;
using System.Security.Cryptography;

namespace SalesforceCC.Auth;

/// <summary>A private key in a PEM file, which is read for each signature: between two, no copy of the key is kept.</summary>
/// <param name="path">Full path of the file.</param>
/// <param name="password">Password of an encrypted key.</param>
internal sealed class PemFileKey(string path, SecureString? password) : IPrivateKey
{
    private const int MaxLength = 1 << 16;

    private readonly SecureString? _password = password is null ? null : SecretBytes.Copy(password);

    public string Description => $"File {path}";

    public RSA Open()
    {
        byte[] bytes = [];
        try
        {
            using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
            if (file.Length > MaxLength)
                throw PrivateKeys.Unavailable(Description, "is too long for a private key");
            bytes = SecretBytes.Allocate((int)file.Length);
            int read = 0;
            while (read < bytes.Length && file.Read(bytes, read, bytes.Length - read) is > 0 and int more)
                read += more;
            return PrivateKeys.Read(bytes, _password, Description);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw PrivateKeys.Unavailable(Description, "cannot be read: " + e.Message, e);
        }
        finally
        {
            SecretBytes.Clear(bytes);
        }
    }

    // What was refused was read a moment ago.
    public Task<bool> ReloadAsync(CancellationToken stop) => Task.FromResult(false);
}
