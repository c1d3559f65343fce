using System.Text.Json.Serialization;

namespace SalesforceCC.Emulator.Data;

/// <summary>What the org's rows, and its administrator, let a user do.</summary>
/// <param name="Active">The user's IsActive.</param>
/// <param name="Frozen">IsFrozen of the user's UserLogin.</param>
/// <param name="ApiEnabled">The profile, or a permission set of the user, has API Enabled.</param>
public sealed record UserAccess(bool Active, bool Frozen, bool ApiEnabled)
{
    /// <summary>
    /// Objects (<c>UserLogin</c>) and fields (<c>Organization.IsSandbox</c>) that the user may not see. For them the org
    /// behaves as if it had none of that name.
    /// </summary>
    public IReadOnlyList<string> Hidden { get; init; } = [];

    /// <summary>Tokens are issued, and live on.</summary>
    [JsonIgnore]
    public bool MayLogIn => Active && !Frozen;
}
