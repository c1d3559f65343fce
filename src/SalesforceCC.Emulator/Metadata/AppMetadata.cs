using SalesforceCC.Emulator.OAuth;

namespace SalesforceCC.Emulator.Metadata;

/// <summary>
/// An external client app as its five components describe it, or a connected app as its one does. What a new app has
/// before its policies are deployed is as reported from live orgs: enabled, for everybody, without flow.
/// </summary>
internal sealed record AppMetadata
{
    public required string Name { get; init; }

    public required string Label { get; init; }

    public bool IsConnectedApp { get; init; }

    /// <summary>Scopes as the token endpoint names them; null without OAuth settings.</summary>
    public IReadOnlyList<string>? Scopes { get; init; }

    /// <summary>The flow, in the global OAuth settings; null where there are none, and then there is no consumer.</summary>
    public bool? FlowInSettings { get; init; }

    public bool IntrospectAllTokens { get; init; }

    public TokenFormat TokenFormat { get; init; }

    /// <summary>The consumer key that the component asks for; null for one of the org's choice.</summary>
    public string? ConsumerKey { get; init; }

    /// <summary>The secret that the component asks for.</summary>
    public string? ConsumerSecret { get; init; }

    /// <summary>The flow, in the OAuth policies.</summary>
    public bool FlowInPolicy { get; init; }

    public string? RunAsUserId { get; init; }

    public PermittedUsers PermittedUsers { get; init; }

    public IReadOnlyList<string> PermissionSets { get; init; } = [];

    public IReadOnlyList<string> Profiles { get; init; } = [];

    /// <summary>The app and its OAuth plugin are enabled.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>The consumer that the token endpoint knows, made new or brought up to date; null where there is none.</summary>
    public ConnectedApp? ToConsumer(ConnectedApp? present) => FlowInSettings is not { } flow || Scopes is null
        ? null
        : (present ?? New()) with
        {
            Label = Label,
            Scopes = Scopes,
            ClientCredentialsEnabled = flow && FlowInPolicy,
            RunAsUserId = RunAsUserId,
            PermittedUsers = PermittedUsers,
            ApprovedPermissionSets = PermissionSets,
            ApprovedProfiles = Profiles,
            IntrospectAllTokens = IntrospectAllTokens,
            TokenFormat = TokenFormat,
            Installed = Enabled,
        };

    private ConnectedApp New() => new()
    {
        DeveloperName = Name,
        IsConnectedApp = IsConnectedApp,
        ConsumerKey = ConsumerKey ?? AppRegistry.NewKey(),
        ConsumerSecret = ConsumerSecret ?? AppRegistry.NewSecret(),
    };
}
