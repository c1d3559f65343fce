namespace SalesforceCC.Auth;

/// <summary>Where a session's consumer key and secret come from.</summary>
internal interface ISecretSource
{
    /// <summary>What a person would call the place, without the secret: <c>vault 'prod', secret 'salesforce'</c>.</summary>
    string Description { get; }

    /// <summary>Reading again may give another secret, as after a rotation in the vault.</summary>
    bool CanChange { get; }

    /// <summary>Reads the pair.</summary>
    Task<ClientCredential> ReadAsync(CancellationToken stop);
}
