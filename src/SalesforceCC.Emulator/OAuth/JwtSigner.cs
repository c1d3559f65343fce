using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using SalesforceCC.Emulator.Http;

namespace SalesforceCC.Emulator.OAuth;

/// <summary>Signs access tokens with a key that is made at first use: most orgs never need one.</summary>
internal sealed class JwtSigner : IDisposable
{
    private readonly Lazy<RSA> _key = new(() => RSA.Create(2048));
    private readonly string _keyId = Guid.NewGuid().ToString("N");

    public string Sign(object claims)
    {
        string content = Encode(new { kid = _keyId, typ = "JWT", alg = "RS256" }) + "." + Encode(claims);
        byte[] signature = _key.Value.SignData(
            System.Text.Encoding.ASCII.GetBytes(content), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return content + "." + Base64Url.EncodeToString(signature);
    }

    /// <summary>The public key as <c>/id/keys</c> lists it.</summary>
    public object PublicKey()
    {
        RSAParameters key = _key.Value.ExportParameters(includePrivateParameters: false);
        return new
        {
            kty = "RSA",
            use = "sig",
            alg = "RS256",
            kid = _keyId,
            n = Base64Url.EncodeToString(key.Modulus),
            e = Base64Url.EncodeToString(key.Exponent),
        };
    }

    public void Dispose()
    {
        if (_key.IsValueCreated)
            _key.Value.Dispose();
    }

    private static string Encode(object value) =>
        Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(value, ApiJson.Serializer));
}
