using System.Xml.Linq;
using SalesforceCC.Metadata;
using static SalesforceCC.Metadata.MetadataComponent;

namespace SalesforceCC.Setup;

/// <summary>
/// The metadata of an integration: a permission set, and an app with the client credentials flow. Names of types,
/// folders and fields are those of the Metadata API Developer Guide. Neither consumer key nor secret is in it:
/// Salesforce makes them.
/// </summary>
internal static class IntegrationComponents
{
    /// <summary>The permission set: the API and nothing else, and the objects that were asked for.</summary>
    public static MetadataComponent PermissionSet(IntegrationOptions options) => new(
        "PermissionSet", "permissionsets", "permissionset", options.PermissionSetName,
        [
            Field("description", $"What {options.Label} may do."),
            Field("hasActivationRequired", false),
            Field("label", options.Label),
            .. options.Objects.Select(ToXml),
            UserPermission("ApiEnabled"),
            UserPermission("ApiUserOnly"),
        ]);

    /// <summary>The app, in one component or in five.</summary>
    public static IReadOnlyList<MetadataComponent> App(IntegrationOptions options) =>
        options.AppType == AppType.ConnectedApp ? [ConnectedApp(options)] : ExternalClientApp(options);

    private static XElement ToXml(ObjectAccess access) => new(
        Namespace + "objectPermissions",
        ObjectAccess.All.Where(static r => r.Value.Element.StartsWith("allow", StringComparison.Ordinal))
            .Select(r => Field(r.Value.Element, access.Rights.Contains(r.Key))),
        Field("modifyAllRecords", access.Rights.Contains("ModifyAll")),
        Field("object", access.Name),
        Field("viewAllRecords", access.Rights.Contains("ViewAll")));

    private static XElement UserPermission(string name) =>
        new(Namespace + "userPermissions", Field("enabled", true), Field("name", name));

    // The policies have the names that Salesforce gives them by itself, so that these are they and not second ones.
    private static MetadataComponent[] ExternalClientApp(IntegrationOptions options)
    {
        string name = options.ApiName, policy = $"{name}_defaultPolicy";
        XElement app = Field("externalClientApplication", name);
        return
        [
            new("ExternalClientApplication", "externalClientApps", "eca", name,
            [
                Field("contactEmail", options.ContactEmail),
                Field("description", $"{options.Label}: OAuth 2.0 client credentials, as {options.Username}."),
                Field("distributionState", "Local"),
                Field("isProtected", false),
                Field("label", options.Label),
            ]),
            new("ExtlClntAppOauthSettings", "extlClntAppOauthSettings", "ecaOauth", name,
            [
                Field("commaSeparatedOauthScopes", "Api"),
                app,
                Field("label", options.Label),
            ]),
            new("ExtlClntAppGlobalOauthSettings", "extlClntAppGlobalOauthSets", "ecaGlblOauth", name,
            [
                Field("callbackUrl", options.CallbackUrl),
                app,
                Field("isClientCredentialsFlowEnabled", true),
                Field("isConsumerSecretOptional", false),
                Field("isIntrospectAllTokens", false),
                Field("isPkceRequired", true),
                Field("isSecretRequiredForRefreshToken", true),
                Field("label", options.Label),
                Field("shouldRotateConsumerKey", false),
                Field("shouldRotateConsumerSecret", false),
            ]),
            new("ExtlClntAppOauthConfigurablePolicies", "extlClntAppOauthPolicies", "ecaOauthPlcy", policy,
            [
                Field("clientCredentialsFlowUser", options.Username),
                Field("commaSeparatedPermissionSet", options.PermissionSetName),
                app,
                Field("ipRelaxationPolicyType", "Enforce"),
                Field("isClientCredentialsFlowEnabled", true),
                Field("isGuestCodeCredFlowEnabled", false),
                Field("isTokenExchangeFlowEnabled", false),
                Field("label", policy),
                Field("permittedUsersPolicyType", "AdminApprovedPreAuthorized"),
                Field("refreshTokenPolicyType", "Zero"),
                Field("requiredSessionLevel", "STANDARD"),
            ]),
            new("ExtlClntAppConfigurablePolicies", "extlClntAppPolicies", "ecaPlcy", policy,
            [
                app,
                Field("isEnabled", true),
                Field("isOauthPluginEnabled", true),
                Field("label", policy),
            ]),
        ];
    }

    private static MetadataComponent ConnectedApp(IntegrationOptions options) => new(
        "ConnectedApp", "connectedApps", "connectedApp", options.ApiName,
        [
            Field("contactEmail", options.ContactEmail),
            Field("description", $"{options.Label}: OAuth 2.0 client credentials, as {options.Username}."),
            Field("label", options.Label),
            new XElement(
                Namespace + "oauthConfig",
                Field("callbackUrl", options.CallbackUrl),
                Field("isAdminApproved", true),
                Field("isClientCredentialEnabled", true),
                Field("isConsumerSecretOptional", false),
                Field("isIntrospectAllTokens", false),
                Field("isSecretRequiredForRefreshToken", true),
                Field("oauthClientCredentialUser", options.Username),
                Field("scopes", "Api")),
            new XElement(
                Namespace + "oauthPolicy",
                Field("ipRelaxation", "ENFORCE"),
                Field("refreshTokenPolicy", "zero")),
            Field("permissionSetName", options.PermissionSetName),
        ]);
}
