using System.Text.Json.Serialization;

namespace SalesforceCC.Rotation;

/// <summary>"App OAuth Staged Credentials Collection" of the Connect REST API. There is at most one.</summary>
internal sealed class StagedCredentialList
{
    [JsonPropertyName("stagedCredentials")]
    public List<StagedCredential>? StagedCredentials { get; set; }
}
