namespace SalesforceCC.Emulator.OAuth;

/// <summary>What a user logs in with. Users have neither until somebody sets them.</summary>
internal sealed record UserLogin(string? Password, string? SecurityToken)
{
    public static UserLogin None { get; } = new(null, null);
}
