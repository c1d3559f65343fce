namespace SalesforceCC.Setup;

/// <summary>What is left to be done by hand, with the place in Setup.</summary>
internal static class ManualSetup
{
    /// <summary>After a deployment: what Salesforce gives to people only, and what nobody said.</summary>
    public static IEnumerable<SfSetupItem> AfterDeployment(IntegrationOptions options, string store)
    {
        if (options.Objects.Count == 0)
        {
            yield return Item("ObjectPermissions", options.PermissionSetName,
                $"Setup, Permission Sets, {options.Label}, Object Settings: access to the objects that the integration needs.");
        }

        yield return Item("ConsumerKeyAndSecret", options.ApiName, options.AppType == AppType.ConnectedApp
            ? $"Setup, App Manager, {options.Label}, View, Manage Consumer Details: copy key and secret into the vault ({store}). A new app takes up to ten minutes."
            : $"Setup, External Client App Manager, {options.Label}, Settings, OAuth Settings, Consumer Key and Secret: copy both into the vault ({store}). A new app takes up to ten minutes.");
    }

    /// <summary>Where nothing but files was written: the whole way, in its order.</summary>
    public static IEnumerable<SfSetupItem> AfterFiles(IntegrationOptions options, string folder, string store) =>
    [
        Item("User", options.Username,
            $"Setup, Users, New User: license Salesforce Integration, profile {options.ProfileName}. It must be there before the deployment."),
        AssignLicense(options, null),
        Item("Deployment", options.ApiName, $"sf project deploy start --manifest manifest/{options.ApiName}.package.xml, in {folder}."),
        AssignPermissionSet(options, null),
        .. AfterDeployment(options, store),
    ];

    public static SfSetupItem AssignLicense(IntegrationOptions options, string? why) => Item(
        "PermissionSetLicenseAssign", "SalesforceAPIIntegrationPsl",
        $"Setup, Users, {options.Username}, Permission Set License Assignments: Salesforce API Integration. {why}".TrimEnd());

    public static SfSetupItem AssignPermissionSet(IntegrationOptions options, string? why) => Item(
        "PermissionSetAssignment", options.PermissionSetName,
        $"Setup, Permission Sets, {options.Label}, Manage Assignments: {options.Username}. {why}".TrimEnd());

    private static SfSetupItem Item(string kind, string name, string detail) =>
        new() { Kind = kind, Name = name, Status = SfSetupStatus.ByHand, Detail = detail };
}
