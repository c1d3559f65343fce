namespace SalesforceCC.Emulator.OAuth;

/// <summary>Switches of the whole org in Setup.</summary>
internal sealed class OrgSettings
{
    /// <summary>"Allow access to External Client App consumer secrets via REST API".</summary>
    public bool ClientSecretInRestApi { get; set; } = true;

    /// <summary>"Allow OAuth Username-Password Flows" is off.</summary>
    public bool BlockPasswordFlow { get; set; }

    /// <summary>The caller's address is in a trusted range: passwords need no security token.</summary>
    public bool TrustedNetwork { get; set; }
}
