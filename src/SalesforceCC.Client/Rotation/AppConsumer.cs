namespace SalesforceCC.Rotation;

/// <summary>The OAuth consumer of an external client app, which owns its key and secret.</summary>
internal sealed class AppConsumer(string appId, string id, string key, string name)
{
    /// <summary>The app's id.</summary>
    public string AppId { get; } = appId;

    public string Key { get; } = key;

    public string Name { get; } = name;

    /// <summary>Path below the version, to its staged credentials.</summary>
    public string StagedPath { get; } = $"apps/oauth/credentials/{Uri.EscapeDataString(appId)}/{Uri.EscapeDataString(id)}/staged";
}
