using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace SalesforceCC.Auth;

/// <summary>
/// The assertion of the JWT bearer flow (RFC 7523): a JSON Web Token signed with RS256, the only algorithm that Salesforce
/// takes. Some twenty lines on System.Text.Json and RSA: a JWT library reads and validates tokens, which nobody does here.
/// </summary>
internal static class JwtAssertion
{
    private static readonly byte[] s_header = Encoding.ASCII.GetBytes(Base64Url(Encoding.ASCII.GetBytes("""{"alg":"RS256"}""")) + ".");

    /// <summary>Header, claims and signature as they are sent. Whoever holds them can log in until they expire.</summary>
    public static byte[] Create(RSA key, string clientId, string username, string audience, DateTimeOffset expires)
    {
        byte[] claims = JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, object>
        {
            ["iss"] = clientId,
            ["sub"] = username,
            ["aud"] = audience,
            ["exp"] = expires.ToUnixTimeSeconds(),
        });
        byte[] content = [.. s_header, .. Encoding.ASCII.GetBytes(Base64Url(claims))];
        byte[] signature = key.SignData(content, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return [.. content, (byte)'.', .. Encoding.ASCII.GetBytes(Base64Url(signature))];
    }

    private static string Base64Url(byte[] bytes) =>
        Convert.ToBase64String(bytes).TrimEnd('=').Replace('+', '-').Replace('/', '_');
}
