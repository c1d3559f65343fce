using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace SalesforceCC.Client.Tests.Support;

/// <summary>Answers of a token endpoint.</summary>
internal static class TokenResponses
{
    public const string Id = "https://login.salesforce.com/id/00DS7000000oxzoMAA/005S7000001AbCdIAK";

    public const string IssuedAt = "1736530186928";

    /// <summary>A complete answer, signed with the secret; fields can be changed, or removed with null.</summary>
    public static string Signed(
        Uri instance, string secret, string token = "00DS7000000oxzo!first", params (string Name, string? Value)[] changes)
    {
        JsonObject answer = new()
        {
            ["access_token"] = token,
            ["signature"] = Signature(secret, Id + IssuedAt),
            ["scope"] = "api id",
            ["instance_url"] = instance.GetLeftPart(UriPartial.Authority),
            ["id"] = Id,
            ["token_type"] = "Bearer",
            ["issued_at"] = IssuedAt,
            ["api_instance_url"] = "https://api.salesforce.com",
            ["token_format"] = "opaque",
        };
        foreach ((string name, string? value) in changes)
        {
            answer.Remove(name);
            if (value is not null)
                answer.Add(name, value);
        }

        return answer.ToJsonString();
    }

    private static string Signature(string secret, string text) =>
        Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(text)));
}
