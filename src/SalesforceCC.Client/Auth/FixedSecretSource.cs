namespace SalesforceCC.Auth;

/// <summary>A pair that was handed over once, as parameter or from the environment.</summary>
/// <param name="credential">The pair.</param>
/// <param name="description">What to call the place.</param>
internal sealed class FixedSecretSource(ClientCredential credential, string description) : ISecretSource
{
    /// <inheritdoc/>
    public string Description { get; } = description;

    /// <inheritdoc/>
    public bool CanChange => false;

    /// <inheritdoc/>
    public Task<ClientCredential> ReadAsync(CancellationToken stop) => Task.FromResult(credential);
}
