namespace SalesforceCC.Emulator.OAuth;

/// <summary>What an app's access tokens look like.</summary>
public enum TokenFormat
{
    /// <summary><c>00D...!...</c>: known to the org only.</summary>
    Opaque,

    /// <summary>A signed JSON Web Token.</summary>
    Jwt,
}
