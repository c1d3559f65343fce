namespace SalesforceCC.Emulator.OAuth;

/// <summary>Switches of the whole org in Setup.</summary>
internal sealed class OrgSettings
{
    /// <summary>"Allow access to External Client App consumer secrets via REST API".</summary>
    public bool ClientSecretInRestApi { get; set; } = true;
}
