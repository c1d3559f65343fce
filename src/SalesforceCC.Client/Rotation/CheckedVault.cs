using SalesforceCC.Auth;

namespace SalesforceCC.Rotation;

/// <summary>A vault that is not taken at its word: what was put in is read back.</summary>
internal sealed class CheckedVault(ISecretVault vault)
{
    public Task<ClientCredential?> ReadAsync(string name, CancellationToken stop) => vault.ReadAsync(name, stop);

    public Task RemoveAsync(string name, CancellationToken stop) => vault.RemoveAsync(name, stop);

    /// <summary>Puts a pair under a name, in the form that <paramref name="like"/> has, and makes sure that it is there.</summary>
    public async Task StoreAsync(string name, string like, ClientCredential pair, CancellationToken stop)
    {
        await vault.WriteAsync(name, like, pair, stop).ConfigureAwait(false);
        ClientCredential? stored = await vault.ReadAsync(name, stop).ConfigureAwait(false);
        if (stored is null)
            throw NotStored($"secret '{name}' is not there");
        if (!SamePair.Is(stored, pair))
            throw NotStored($"secret '{name}' holds something else");
    }

    private static SfException NotStored(string instead) => new(
        SfErrorCodes.SecretNotStored, $"The vault took the new pair without an error, but {instead}.");
}
