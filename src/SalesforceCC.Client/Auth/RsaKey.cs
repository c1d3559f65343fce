using System.Security.Cryptography;
#if NET
using System.Text;
#else
using System.Formats.Asn1;
#endif

namespace SalesforceCC.Auth;

/// <summary>RSA keys from DER. .NET reads them itself; .NET Framework has no such method.</summary>
internal static class RsaKey
{
#if NET
    public static RSA FromPkcs8(byte[] der) => Import(rsa => rsa.ImportPkcs8PrivateKey(der, out _));

    public static RSA FromPkcs1(byte[] der) => Import(rsa => rsa.ImportRSAPrivateKey(der, out _));

    public static RSA FromEncryptedPkcs8(byte[] der, byte[] password)
    {
        // Older encryptions (PKCS#12) are made of characters instead of bytes.
        char[] characters = Encoding.UTF8.GetChars(password);
        try
        {
            return Import(rsa => rsa.ImportEncryptedPkcs8PrivateKey(characters.AsSpan(), der, out _));
        }
        finally
        {
            Array.Clear(characters, 0, characters.Length);
        }
    }

    private static RSA Import(Action<RSA> import)
    {
        RSA rsa = RSA.Create();
        try
        {
            import(rsa);
            return rsa;
        }
        catch
        {
            rsa.Dispose();
            throw;
        }
    }
#else
    private const string RsaEncryption = "1.2.840.113549.1.1.1";

    /// <summary>PrivateKeyInfo of RFC 5958.</summary>
    public static RSA FromPkcs8(byte[] der) => Read(() =>
    {
        AsnReader info = new AsnReader(der, AsnEncodingRules.BER).ReadSequence();
        info.ReadInteger();
        if (info.ReadSequence().ReadObjectIdentifier() != RsaEncryption)
            throw new CryptographicException("Not an RSA key.");
        byte[] key = info.ReadOctetString();
        try
        {
            return FromPkcs1(key);
        }
        finally
        {
            SecretBytes.Clear(key);
        }
    });

    /// <summary>RSAPrivateKey of RFC 8017.</summary>
    public static RSA FromPkcs1(byte[] der) => Read(() =>
    {
        AsnReader key = new AsnReader(der, AsnEncodingRules.DER).ReadSequence();
        key.ReadInteger();
        byte[] modulus = Number(key, 0);
        int half = (modulus.Length + 1) / 2;
        RSAParameters parameters = new()
        {
            Modulus = modulus,
            Exponent = Number(key, 0),
            D = Number(key, modulus.Length),
            P = Number(key, half),
            Q = Number(key, half),
            DP = Number(key, half),
            DQ = Number(key, half),
            InverseQ = Number(key, half),
        };
        RSA rsa = RSA.Create();
        try
        {
            rsa.ImportParameters(parameters);
            return rsa;
        }
        catch
        {
            rsa.Dispose();
            throw;
        }
        finally
        {
            foreach (byte[]? secret in new[] { parameters.D, parameters.P, parameters.Q, parameters.DP, parameters.DQ, parameters.InverseQ })
                SecretBytes.Clear(secret!);
        }
    });

    /// <summary>EncryptedPrivateKeyInfo of RFC 5958.</summary>
    public static RSA FromEncryptedPkcs8(byte[] der, byte[] password) => Read(() =>
    {
        byte[] plain = Pbes2.Decrypt(der, password);
        try
        {
            return FromPkcs8(plain);
        }
        finally
        {
            SecretBytes.Clear(plain);
        }
    });

    // Unsigned, and as long as the providers of Windows want them.
    private static byte[] Number(AsnReader reader, int length)
    {
        ReadOnlySpan<byte> bytes = reader.ReadIntegerBytes().Span;
        while (bytes.Length > 1 && bytes[0] == 0)
            bytes = bytes.Slice(1);
        if (length > 0 && bytes.Length > length)
            throw new CryptographicException("Not an RSA key.");
        byte[] number = new byte[Math.Max(length, bytes.Length)];
        bytes.CopyTo(number.AsSpan(number.Length - bytes.Length));
        return number;
    }

    private static RSA Read(Func<RSA> read)
    {
        try
        {
            return read();
        }
        catch (AsnContentException e)
        {
            throw new CryptographicException("Not a private key in DER.", e);
        }
    }
#endif
}
