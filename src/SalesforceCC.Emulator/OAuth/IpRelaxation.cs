namespace SalesforceCC.Emulator.OAuth;

/// <summary>An app's policy on addresses outside of the allowed ranges; names as the Metadata API has them.</summary>
internal enum IpRelaxation
{
    /// <summary>They get no token.</summary>
    Enforce,

    /// <summary>They do.</summary>
    Bypass,
}
