using System.Security;
using System.Security.Cryptography;
using System.Text;

namespace SalesforceCC.Auth;

/// <summary>RSA keys from PEM: PKCS#1, PKCS#8, and PKCS#8 with a password.</summary>
internal static class PrivateKeys
{
    private const string Pkcs8 = "PRIVATE KEY";
    private const string EncryptedPkcs8 = "ENCRYPTED PRIVATE KEY";
    private const string Pkcs1 = "RSA PRIVATE KEY";

    private static readonly byte[] s_encryptedPkcs1 = Encoding.ASCII.GetBytes("4,ENCRYPTED");

    /// <summary>Reads a key.</summary>
    /// <param name="pem">The text in UTF-8. The caller clears it.</param>
    /// <param name="password">Password of an encrypted key.</param>
    /// <param name="what">What to call the place in errors.</param>
    /// <exception cref="SfException">SECRET_UNAVAILABLE.</exception>
    public static RSA Read(byte[] pem, SecureString? password, string what)
    {
        byte[] text = PemText.Normalize(pem);
        try
        {
            return ReadText(text, password, what);
        }
        finally
        {
            if (text != pem)
                SecretBytes.Clear(text);
        }
    }

    private static RSA ReadText(byte[] pem, SecureString? password, string what)
    {
        if (pem.AsSpan().IndexOf(s_encryptedPkcs1) >= 0)
            throw Unavailable(what, "is encrypted in OpenSSL's old way (Proc-Type: 4,ENCRYPTED): openssl pkcs8 -topk8 -v2 aes-256-cbc -in old.pem -out new.pem makes a key that can be read");
        (string label, byte[] der) = PemBlock.Find(pem, l => l is Pkcs8 or EncryptedPkcs8 or Pkcs1)
            ?? throw Unavailable(what, KeyKinds.Describe(pem));
        try
        {
            if (label == EncryptedPkcs8 && password is null)
                throw Unavailable(what, "is encrypted, and no password was given");
            if (label == EncryptedPkcs8 && password!.Length == 0)
                throw Unavailable(what, "is encrypted, and the password given is empty");
            return label switch
            {
                Pkcs8 => RsaKey.FromPkcs8(der),
                Pkcs1 => RsaKey.FromPkcs1(der),
                _ => Decrypt(der, password!),
            };
        }
        catch (Exception e) when (e is CryptographicException or FormatException)
        {
            throw Unavailable(
                what, label == EncryptedPkcs8 ? "cannot be decrypted: the password is wrong, or it is not an RSA key" : "is not an RSA key", e);
        }
        finally
        {
            SecretBytes.Clear(der);
        }
    }

    /// <summary>The failure of a key that is of no use.</summary>
    public static SfException Unavailable(string place, string what, Exception? inner = null) =>
        new(SfErrorCodes.PrivateKeyUnavailable, $"{place} {what}.", inner);

    private static RSA Decrypt(byte[] der, SecureString password)
    {
        byte[] bytes = SecretBytes.Utf8(password);
        try
        {
            return RsaKey.FromEncryptedPkcs8(der, bytes);
        }
        finally
        {
            SecretBytes.Clear(bytes);
        }
    }
}
