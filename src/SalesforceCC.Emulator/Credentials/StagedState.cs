namespace SalesforceCC.Emulator.Credentials;

/// <summary>What the pair beside an app's primary one is.</summary>
internal enum StagedState
{
    /// <summary>New, and waiting to be promoted.</summary>
    Active,

    /// <summary>Was the primary one until it was rotated out; works until it expires.</summary>
    Rotated,
}
