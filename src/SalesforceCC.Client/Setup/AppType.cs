namespace SalesforceCC.Setup;

/// <summary>What an integration's app is to Salesforce.</summary>
internal enum AppType
{
    /// <summary>An external client app.</summary>
    ExternalClientApp,

    /// <summary>A connected app, for orgs whose connected apps Salesforce Support has kept open.</summary>
    ConnectedApp,
}
