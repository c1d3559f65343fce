using System.Security;
using System.Text.Json.Serialization;

namespace SalesforceCC.Rotation;

/// <summary>
/// The further pair of a consumer, as the Connect REST API calls it ("App OAuth Staged Credentials", from version 65.0):
/// the next one while it is Active, the previous one while it is Rotated.
/// </summary>
internal sealed class StagedCredential
{
    [JsonPropertyName("id")]
    public string Id { get; set; } = "";

    [JsonPropertyName("key")]
    public string Key { get; set; } = "";

    [JsonPropertyName("secret")]
    [JsonConverter(typeof(SecureStringConverter))]
    public SecureString? Secret { get; set; }

    /// <summary>Active, Rotated or Expired.</summary>
    [JsonPropertyName("state")]
    public string State { get; set; } = "";

    [JsonPropertyName("expirationDate")]
    public string? ExpirationDate { get; set; }

    public bool Is(string state) => string.Equals(State, state, StringComparison.OrdinalIgnoreCase);
}
