namespace SalesforceCC;

/// <summary>One part of an integration's setup: what was made, what was there, or what is left to be done by hand.</summary>
public sealed class SfSetupItem
{
    internal SfSetupItem()
    {
    }

    /// <summary>
    /// What it is: File, User, PermissionSetLicenseAssign, PermissionSet, ExternalClientApplication, ConnectedApp,
    /// PermissionSetAssignment; by hand also ConsumerKeyAndSecret, ObjectPermissions, Deployment.
    /// </summary>
    public required string Kind { get; init; }

    /// <summary>Its name: the user's Username, the API name of a permission set or app, a path below the output folder.</summary>
    public required string Name { get; init; }

    /// <summary>Whether it was made, found, or is left to be done.</summary>
    public required SfSetupStatus Status { get; init; }

    /// <summary>Salesforce's id; null where it has none or none is known.</summary>
    public string? Id { get; init; }

    /// <summary>Full path of a file; else null.</summary>
    public string? Path { get; init; }

    /// <summary>More about it; of what is left to be done, the place in Setup.</summary>
    public string? Detail { get; init; }

    /// <summary>Status, kind and name.</summary>
    public override string ToString() => $"{Status} {Kind} {Name}";
}
