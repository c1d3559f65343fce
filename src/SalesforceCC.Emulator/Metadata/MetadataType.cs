namespace SalesforceCC.Emulator.Metadata;

/// <summary>A type of metadata that can be deployed here.</summary>
/// <param name="Name">Its name, which is also that of the root element.</param>
/// <param name="Folder">Its folder in a package.</param>
/// <param name="Suffix">The suffix of its files.</param>
/// <param name="Elements">The elements that may stand in the root element.</param>
internal sealed record MetadataType(string Name, string Folder, string Suffix, string Elements)
{
    /// <summary>
    /// All, in the order in which one refers to the other. Folders, suffixes and elements are those of the Metadata API
    /// Developer Guide.
    /// </summary>
    public static IReadOnlyList<MetadataType> All { get; } =
    [
        new("CustomObject", "objects", "object",
            "allowInChatterGroups deploymentStatus description enableActivities enableBulkApi enableChangeDataCapture enableFeeds " +
            "enableHistory enableLicensing enableReports enableSearch enableSharing enableStreamingApi eventType externalSharingModel fields " +
            "fullName label nameField pluralLabel publishBehavior sharingModel startsWith visibility actionOverrides compactLayoutAssignment " +
            "searchLayouts"),
        new("CustomField", "objects", "object",
            "caseSensitive complianceGroup defaultValue deleteConstraint description displayFormat encryptionScheme externalId formula " +
            "formulaTreatBlanksAs fullName inlineHelpText label length maskChar maskType precision referenceTo relationshipLabel " +
            "relationshipName relationshipOrder reparentableMasterDetail required restricted scale securityClassification " +
            "startingNumber stripMarkup summarizedField summaryForeignKey summaryOperation trackFeedHistory trackHistory " +
            "trackTrending type unique valueSet visibleLines writeRequiresMasterRead lookupFilter"),
        new("PermissionSet", "permissionsets", "permissionset",
            "description hasActivationRequired label license objectPermissions userPermissions"),
        new("ExternalClientApplication", "externalClientApps", "eca",
            "contactEmail contactPhone description distributionState iconUrl infoUrl isProtected label logoUrl managedType " +
            "orgScopedExternalApp"),
        new("ExtlClntAppOauthSettings", "extlClntAppOauthSettings", "ecaOauth",
            "commaSeparatedOauthScopes customAttributes externalClientApplication isFirstPartyAppEnabled label oauthLink " +
            "singleLogoutUrl trustedIpRanges"),
        new("ExtlClntAppGlobalOauthSettings", "extlClntAppGlobalOauthSets", "ecaGlblOauth",
            "callbackUrl certificate consumerKey consumerSecret externalClientApplication idTokenConfig " +
            "isClientCredentialsFlowEnabled isCodeCredFlowEnabled isCodeCredPostOnly isConsumerSecretOptional " +
            "isDeviceFlowEnabled isIntrospectAllTokens isNamedUserJwtEnabled isPkceRequired isRefreshTokenRotationEnabled " +
            "isSecretRequiredForRefreshToken isSecretRequiredForTokenExchange isTokenExchangeEnabled label " +
            "shouldRotateConsumerKey shouldRotateConsumerSecret"),
        new("ExtlClntAppOauthConfigurablePolicies", "extlClntAppOauthPolicies", "ecaOauthPlcy",
            "apexHandler clientCredentialsFlowUser commaSeparatedCustomScopes commaSeparatedPermissionSet " +
            "commaSeparatedProfile customAttributes executeHandlerAs externalClientApplication guestJwtSessionTimeoutType " +
            "guestJwtTimeout ipRelaxationPolicyType isClientCredentialsFlowEnabled isGuestCodeCredFlowEnabled " +
            "isNamedUserJwtEnabled isTokenExchangeFlowEnabled label namedUserJwtSessionTimeoutType namedUserJwtTimeout " +
            "permittedUsersPolicyType policyAction refreshTokenPolicyType refreshTokenValidityPeriod " +
            "refreshTokenValidityUnit requiredSessionLevel sessionTimeoutInMinutes singleLogoutUrl startUrl"),
        new("ExtlClntAppConfigurablePolicies", "extlClntAppPolicies", "ecaPlcy",
            "externalClientApplication isCanvasPluginEnabled isEnabled isMobilePluginEnabled isNotificationPluginEnabled " +
            "isOauthPluginEnabled isPushPluginEnabled isSamlPluginEnabled label startPage startUrl"),
        new("ConnectedApp", "connectedApps", "connectedApp",
            "contactEmail contactPhone description iconUrl infoUrl ipRanges label logoUrl mobileStartUrl oauthConfig " +
            "oauthPolicy permissionSetName plugin pluginExecutionUser profileName sessionPolicy startUrl"),
    ];

    /// <summary>Components of this type stand in the files of others.</summary>
    public bool IsPart => Name == "CustomField";

    /// <summary>The path of a component's file in a package.</summary>
    public string FileOf(string fullName) => $"{Folder}/{(IsPart ? fullName.Split('.')[0] : fullName)}.{Suffix}";

    /// <summary>An element of that name may stand in the root element.</summary>
    public bool Has(string element) => Elements.Split(' ').Contains(element);
}
