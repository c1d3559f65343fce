namespace SalesforceCC.Emulator.OAuth;

/// <summary>What an administrator may take away from a user, beyond the row itself.</summary>
internal sealed record UserAccess(bool? Active, bool Frozen, bool ApiEnabled)
{
    public static UserAccess Full { get; } = new(null, false, true);
}
