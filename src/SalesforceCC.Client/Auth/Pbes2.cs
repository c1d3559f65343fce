#if !NET
using System.Formats.Asn1;
using System.Security.Cryptography;

namespace SalesforceCC.Auth;

/// <summary>
/// What openssl and .NET encrypt private keys with: PBES2 (RFC 8018) with PBKDF2 and AES-CBC. .NET Framework has AES and
/// HMAC, and neither the format nor, as far as netstandard2.0 knows, PBKDF2 with anything but SHA-1.
/// </summary>
internal static class Pbes2
{
    private const string SchemeId = "1.2.840.113549.1.5.13";
    private const string Pbkdf2Id = "1.2.840.113549.1.5.12";
    private const int MaxIterations = 10_000_000;

    private static readonly Dictionary<string, int> s_aesCbc = new(StringComparer.Ordinal)
    {
        ["2.16.840.1.101.3.4.1.2"] = 16,
        ["2.16.840.1.101.3.4.1.22"] = 24,
        ["2.16.840.1.101.3.4.1.42"] = 32,
    };

    private static readonly Dictionary<string, Func<byte[], HMAC>> s_hmac = new(StringComparer.Ordinal)
    {
#pragma warning disable CA5350 // What RFC 8018 takes where a file names none.
        ["1.2.840.113549.2.7"] = static k => new HMACSHA1(k),
#pragma warning restore CA5350
        ["1.2.840.113549.2.9"] = static k => new HMACSHA256(k),
        ["1.2.840.113549.2.10"] = static k => new HMACSHA384(k),
        ["1.2.840.113549.2.11"] = static k => new HMACSHA512(k),
    };

    /// <summary>The PrivateKeyInfo inside. The caller clears it.</summary>
    /// <exception cref="CryptographicException">The password is wrong, or the encryption another one.</exception>
    public static byte[] Decrypt(byte[] der, byte[] password)
    {
        AsnReader info = new AsnReader(der, AsnEncodingRules.BER).ReadSequence();
        AsnReader algorithm = info.ReadSequence();
        Require(algorithm.ReadObjectIdentifier() == SchemeId);
        AsnReader schemes = algorithm.ReadSequence();
        AsnReader derivation = schemes.ReadSequence();
        AsnReader cipher = schemes.ReadSequence();
        byte[] encrypted = info.ReadOctetString();

        Require(s_aesCbc.TryGetValue(cipher.ReadObjectIdentifier(), out int keyLength));
        byte[] key = DeriveKey(derivation, password, keyLength);
        try
        {
            using Aes aes = Aes.Create();
            aes.Mode = CipherMode.CBC;
            using ICryptoTransform transform = aes.CreateDecryptor(key, cipher.ReadOctetString());
            return transform.TransformFinalBlock(encrypted, 0, encrypted.Length);
        }
        finally
        {
            SecretBytes.Clear(key);
        }
    }

    private static byte[] DeriveKey(AsnReader derivation, byte[] password, int length)
    {
        Require(derivation.ReadObjectIdentifier() == Pbkdf2Id);
        AsnReader parameters = derivation.ReadSequence();
        byte[] salt = parameters.ReadOctetString();
        Require(parameters.TryReadInt32(out int iterations) && iterations is > 0 and <= MaxIterations);
        if (parameters.HasData && parameters.PeekTag().TagValue == (int)UniversalTagNumber.Integer)
            parameters.ReadInteger();
        string prf = parameters.HasData ? parameters.ReadSequence().ReadObjectIdentifier() : "1.2.840.113549.2.7";
        Require(s_hmac.TryGetValue(prf, out Func<byte[], HMAC>? create));
        using HMAC hmac = create!(password);
        return Pbkdf2(hmac, salt, iterations, length);
    }

    // RFC 8018, 5.2.
    private static byte[] Pbkdf2(HMAC hmac, byte[] salt, int iterations, int length)
    {
        byte[] key = new byte[length];
        for (int block = 1, done = 0; done < length; block++)
        {
            byte[] u = hmac.ComputeHash([.. salt, (byte)(block >> 24), (byte)(block >> 16), (byte)(block >> 8), (byte)block]);
            byte[] sum = (byte[])u.Clone();
            for (int i = 1; i < iterations; i++)
            {
                u = hmac.ComputeHash(u);
                for (int j = 0; j < sum.Length; j++)
                    sum[j] ^= u[j];
            }

            int take = Math.Min(sum.Length, length - done);
            Buffer.BlockCopy(sum, 0, key, done, take);
            done += take;
        }

        return key;
    }

    private static void Require(bool condition)
    {
        if (!condition)
            throw new CryptographicException("The key is encrypted in another way than PBES2 with PBKDF2 and AES-CBC.");
    }
}
#endif
