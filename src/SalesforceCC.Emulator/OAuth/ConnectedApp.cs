using SalesforceCC.Emulator.Credentials;

namespace SalesforceCC.Emulator.OAuth;

/// <summary>An external client app or connected app, with the settings that decide what a token request gets.</summary>
internal sealed record ConnectedApp
{
    /// <summary>18-character id; empty until the app is in the org.</summary>
    public string Id { get; init; } = "";

    /// <summary>Id of the app's OAuth consumer, which owns key and secret.</summary>
    public string ConsumerId { get; init; } = "";

    public string DeveloperName { get; init; } = "Integration";

    /// <summary>Name for people; null where it is the other one.</summary>
    public string? Label { get; init; }

    /// <summary>A connected app, not an external client app.</summary>
    public bool IsConnectedApp { get; init; }

    public required string ConsumerKey { get; init; }

    public required string ConsumerSecret { get; init; }

    /// <summary>The next pair, or the previous one while it still works.</summary>
    public StagedCredential? Staged { get; init; }

    /// <summary>Whether tokens are issued for a staged pair before it is promoted; of real orgs that is unverified.</summary>
    public bool AcceptsStagedPair { get; init; } = true;

    /// <summary>"Run As" of the client credentials flow; null where nobody was chosen.</summary>
    public string? RunAsUserId { get; init; }

    public IReadOnlyList<string> Scopes { get; init; } = ["id", "api"];

    public bool ClientCredentialsEnabled { get; init; } = true;

    public PermittedUsers PermittedUsers { get; init; }

    /// <summary>
    /// Who may use the app where the policy asks for approval; otherwise who has approved it, which the JWT bearer flow
    /// asks for.
    /// </summary>
    public IReadOnlyList<string> ApprovedUsers { get; init; } = [];

    /// <summary>Names of permission sets whose users may use the app too.</summary>
    public IReadOnlyList<string> ApprovedPermissionSets { get; init; } = [];

    /// <summary>Names of profiles whose users may use the app too.</summary>
    public IReadOnlyList<string> ApprovedProfiles { get; init; } = [];

    public TokenFormat TokenFormat { get; init; }

    /// <summary>False: the app belongs to another org and is not installed here.</summary>
    public bool Installed { get; init; } = true;

    /// <summary>True: the caller's address is outside of the allowed ranges.</summary>
    public bool IpRestricted { get; init; }

    /// <summary>What the app makes of that.</summary>
    public IpRelaxation IpRelaxation { get; init; }

    /// <summary>May introspect tokens of other apps.</summary>
    public bool IntrospectAllTokens { get; init; }

    /// <summary>
    /// Certificate or public key in PEM that signs assertions of the JWT bearer flow; null: the flow is off.
    /// </summary>
    public string? Certificate { get; init; }

    /// <summary>Answered where a token would be, for failures that have no setting of their own.</summary>
    public TokenFailure? Failure { get; init; }
}
