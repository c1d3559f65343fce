namespace SalesforceCC.Rotation;

/// <summary>What is rotated, and how.</summary>
internal sealed class RotationPlan
{
    /// <summary>Name of the secret that others connect with.</summary>
    public required string SecretName { get; init; }

    /// <summary>Name under which the new pair waits until it is promoted.</summary>
    public required string StagedSecretName { get; init; }

    /// <summary>Id of the external client app (0xI...); null: the one that has the key is looked for.</summary>
    public string? AppId { get; init; }

    /// <summary>Connects with the new pair after it was promoted instead of before.</summary>
    public bool ConnectAfterPromotion { get; init; }

    /// <summary>Ends a previous pair's grace, which makes room for a new one.</summary>
    public bool Force { get; init; }
}
