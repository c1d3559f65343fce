using System.Globalization;
using System.Text;
using System.Text.Json;

namespace SalesforceCC.Auth;

/// <summary>
/// The JSON of a token response. Flows differ in what they send: only access_token and instance_url are always there
/// (the JWT bearer flow has neither issued_at nor signature).
/// </summary>
internal sealed class TokenResponse
{
    private TokenResponse(string accessToken, Uri instanceUrl)
    {
        AccessToken = accessToken;
        InstanceUrl = instanceUrl;
    }

    public string AccessToken { get; }

    public Uri InstanceUrl { get; }

    public string TokenType { get; private set; } = "Bearer";

    public string? Id { get; private set; }

    public string? Signature { get; private set; }

    /// <summary>issued_at as sent: milliseconds since 1970 as text. The signature covers this text.</summary>
    public string? IssuedAtText { get; private set; }

    public string? Scope { get; private set; }

    public DateTimeOffset? IssuedAt =>
        long.TryParse(IssuedAtText, NumberStyles.Integer, CultureInfo.InvariantCulture, out long ms)
        && ms is > 0 and < 253402300800000
            ? DateTimeOffset.FromUnixTimeMilliseconds(ms)
            : null;

    /// <summary>Reads the response's bytes.</summary>
    /// <exception cref="SfException">INVALID_RESPONSE: no JSON object, or without token or instance.</exception>
    public static TokenResponse Parse(byte[] json)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(json);
            JsonElement root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object)
                throw Invalid("is not a JSON object");

            string token = Text(root, "access_token") ?? throw Invalid("has no access_token");
            if (!FitsHeader(token))
                throw Invalid("has an access_token that fits no header");
            if (!Uri.TryCreate(Text(root, "instance_url"), UriKind.Absolute, out Uri? instance)
                || instance.UserInfo.Length > 0
                || (instance.Scheme != Uri.UriSchemeHttps && !(instance.Scheme == Uri.UriSchemeHttp && instance.IsLoopback)))
                throw Invalid("has no usable instance_url");

            return new TokenResponse(token, new Uri(instance.GetLeftPart(UriPartial.Authority) + "/"))
            {
                TokenType = Text(root, "token_type") ?? "Bearer",
                Id = Text(root, "id"),
                Signature = Text(root, "signature"),
                IssuedAtText = Text(root, "issued_at"),
                Scope = Text(root, "scope"),
            };
        }
        catch (JsonException e)
        {
            throw Invalid("is not JSON", e);
        }
        catch (InvalidOperationException e)
        {
            // A JSON string with half a surrogate pair parses, but has no text.
            throw Invalid("holds text that is not Unicode", e);
        }
    }

    /// <summary>A token that was not asked for but given, as its characters in UTF-8.</summary>
    /// <exception cref="SfException">INVALID_ACCESS_TOKEN.</exception>
    public static TokenResponse Adopted(byte[] token, Uri instanceUrl)
    {
        string text = SecretBytes.Trim(Encoding.UTF8.GetString(token));
        return FitsHeader(text)
            ? new TokenResponse(text, instanceUrl)
            : throw new SfException(
                SfErrorCodes.InvalidAccessToken, "The access token is empty, or has characters that no access token has, such as spaces.");
    }

    private static bool FitsHeader(string token) => token.Length > 0 && token.All(static c => c is > ' ' and <= '~');

    private static string? Text(JsonElement root, string name) =>
        root.TryGetProperty(name, out JsonElement value)
            ? value.ValueKind switch
            {
                JsonValueKind.String => value.GetString(),
                JsonValueKind.Number => value.GetRawText(),
                _ => null,
            }
            : null;

    private static SfException Invalid(string what, Exception? inner = null) =>
        new(SfErrorCodes.InvalidResponse, $"The token response {what}: something between here and Salesforce answered in its place.", inner);
}
