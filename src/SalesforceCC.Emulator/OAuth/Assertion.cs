using System.Buffers.Text;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;

namespace SalesforceCC.Emulator.OAuth;

/// <summary>A JSON Web Token that a client made.</summary>
internal sealed class Assertion
{
    private const long LastSecond = 253_402_300_799;

    private readonly byte[] _content;
    private readonly byte[] _signature;

    private Assertion(string[] parts, JsonElement claims)
    {
        _content = Encoding.ASCII.GetBytes(parts[0] + "." + parts[1]);
        _signature = Base64Url.DecodeFromChars(parts[2]);
        Issuer = Text(claims, "iss");
        Subject = Text(claims, "sub") ?? Text(claims, "prn");
        Audience = Text(claims, "aud");
        Expires = claims.TryGetProperty("exp", out JsonElement exp) && exp.ValueKind == JsonValueKind.Number &&
            exp.TryGetInt64(out long seconds) && seconds >= 0
            ? DateTimeOffset.FromUnixTimeSeconds(Math.Min(seconds, LastSecond))
            : DateTimeOffset.MinValue;
    }

    public string? Issuer { get; }

    /// <summary>From <c>sub</c>, or from <c>prn</c> as drafts of the standard called it.</summary>
    public string? Subject { get; }

    public string? Audience { get; }

    public DateTimeOffset Expires { get; }

    /// <summary>Null where it is no token, or one that is not signed with RS256.</summary>
    public static Assertion? Parse(string? token)
    {
        string[] parts = (token ?? "").Split('.');
        if (parts.Length != 3)
            return null;
        try
        {
            JsonElement header = JsonSerializer.Deserialize<JsonElement>(Base64Url.DecodeFromChars(parts[0]));
            JsonElement claims = JsonSerializer.Deserialize<JsonElement>(Base64Url.DecodeFromChars(parts[1]));
            return header.ValueKind == JsonValueKind.Object && Text(header, "alg") == "RS256" &&
                claims.ValueKind == JsonValueKind.Object
                ? new Assertion(parts, claims)
                : null;
        }
        catch (Exception e) when (e is FormatException or JsonException)
        {
            return null;
        }
    }

    /// <param name="pem">A certificate or a public key.</param>
    public bool IsSignedBy(string pem)
    {
        using RSA key = RSA.Create();
        if (pem.Contains("BEGIN CERTIFICATE", StringComparison.Ordinal))
        {
            using X509Certificate2 certificate = X509Certificate2.CreateFromPem(pem);
            using RSA? publicKey = certificate.GetRSAPublicKey();
            if (publicKey is null)
                return false;
            key.ImportParameters(publicKey.ExportParameters(includePrivateParameters: false));
        }
        else
        {
            key.ImportFromPem(pem);
        }

        return key.VerifyData(_content, _signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
    }

    private static string? Text(JsonElement json, string name) =>
        json.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
