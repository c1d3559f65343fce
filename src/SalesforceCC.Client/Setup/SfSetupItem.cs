namespace SalesforceCC;

/// <summary>One part of an integration's setup: what was created, what existed, or what you have to do yourself.</summary>
public sealed class SfSetupItem
{
    internal SfSetupItem()
    {
    }

    /// <summary>
    /// The kind: File, User, PermissionSetLicenseAssign, PermissionSet, ExternalClientApplication, ConnectedApp,
    /// PermissionSetAssignment; for what you have to do yourself, also ConsumerKeyAndSecret, ObjectPermissions, Deployment.
    /// </summary>
    public required string Kind { get; init; }

    /// <summary>The name: the user's Username, the API name of a permission set or app, a path in the output folder.</summary>
    public required string Name { get; init; }

    /// <summary>Whether it was created, found, updated, or is left for you to do.</summary>
    public required SfSetupStatus Status { get; init; }

    /// <summary>The Salesforce ID, if it has one and it is known.</summary>
    public string? Id { get; init; }

    /// <summary>The full path, for files.</summary>
    public string? Path { get; init; }

    /// <summary>More about it. For what you have to do yourself, the place in Setup.</summary>
    public string? Detail { get; init; }

    /// <summary>Status, kind and name.</summary>
    public override string ToString() => $"{Status} {Kind} {Name}";
}
