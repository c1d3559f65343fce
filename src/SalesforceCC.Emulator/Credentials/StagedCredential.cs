namespace SalesforceCC.Emulator.Credentials;

/// <summary>The one further pair that an app's consumer may have: the next one, or for a while the previous one.</summary>
internal sealed record StagedCredential
{
    /// <summary>Staged pairs are valid for 30 days, says the Connect REST API guide.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromDays(30);

    public required string Id { get; init; }

    public required string Key { get; init; }

    public required string Secret { get; init; }

    public required StagedState State { get; init; }

    public required DateTimeOffset CreatedDate { get; init; }

    public required string CreatedBy { get; init; }

    public DateTimeOffset ExpirationDate => CreatedDate + Life;

    public bool HasExpired(DateTimeOffset now) => now >= ExpirationDate;
}
