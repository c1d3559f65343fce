namespace SalesforceCC.Emulator.Tests.Metadata;

/// <summary>A permission set and an external client app with the client credentials flow, file by file.</summary>
internal sealed class AppPackage
{
    private const string App = "<externalClientApplication>SAP</externalClientApplication><label>SAP</label>";

    public string PermissionSet { get; set; } =
        "<label>SAP</label><userPermissions><enabled>true</enabled><name>ApiEnabled</name></userPermissions>\n" +
        "<userPermissions><enabled>true</enabled><name>ApiUserOnly</name></userPermissions>\n" +
        "<objectPermissions><allowRead>true</allowRead><allowCreate>true</allowCreate><object>Account</object></objectPermissions>";

    public string Header { get; set; } =
        "<contactEmail>it@acme.example</contactEmail><distributionState>Local</distributionState><label>SAP</label>";

    public string Settings { get; set; } = $"<commaSeparatedOauthScopes>Api, RefreshToken</commaSeparatedOauthScopes>{App}";

    public string Global { get; set; } =
        $"<callbackUrl>https://acme.example/</callbackUrl><isClientCredentialsFlowEnabled>true</isClientCredentialsFlowEnabled>{App}";

    public string OauthPolicy { get; set; } =
        $"<clientCredentialsFlowUser>{EmptyOrg.Runner}</clientCredentialsFlowUser><commaSeparatedPermissionSet>SAP</commaSeparatedPermissionSet>\n" +
        "<isClientCredentialsFlowEnabled>true</isClientCredentialsFlowEnabled>" +
        $"<permittedUsersPolicyType>AdminApprovedPreAuthorized</permittedUsersPolicyType>{App}";

    public string Policy { get; set; } = $"<isEnabled>true</isEnabled><isOauthPluginEnabled>true</isOauthPluginEnabled>{App}";

    /// <summary>Components that the package does not have.</summary>
    public HashSet<string> Without { get; } = [];

    public byte[] ToZip()
    {
        (string Type, string Name, string Path, string Content)[] all =
        [
            ("PermissionSet", "SAP", "permissionsets/SAP.permissionset", PermissionSet),
            ("ExternalClientApplication", "SAP", "externalClientApps/SAP.eca", Header),
            ("ExtlClntAppOauthSettings", "SAP", "extlClntAppOauthSettings/SAP.ecaOauth", Settings),
            ("ExtlClntAppGlobalOauthSettings", "SAP", "extlClntAppGlobalOauthSets/SAP.ecaGlblOauth", Global),
            ("ExtlClntAppOauthConfigurablePolicies", "SAP_plcy", "extlClntAppOauthPolicies/SAP_plcy.ecaOauthPlcy", OauthPolicy),
            ("ExtlClntAppConfigurablePolicies", "SAP_plcy", "extlClntAppPolicies/SAP_plcy.ecaPlcy", Policy),
        ];
        (string Type, string Name, string Path, string Content)[] some = all.Where(c => !Without.Contains(c.Type)).ToArray();
        return EmptyOrg.Package(
            some.Select(c => $"{c.Type}:{c.Name}"), some.Select(c => (c.Path, EmptyOrg.Xml(c.Type, c.Content))));
    }
}
