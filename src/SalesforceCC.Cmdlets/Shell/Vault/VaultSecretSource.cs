using SalesforceCC.Auth;

namespace SalesforceCC.Cmdlets.Shell;

/// <summary>A secret in a SecretManagement vault, read by its own Get-Secret in the caller's runspace.</summary>
/// <param name="secretName">Name of the secret.</param>
/// <param name="vaultName">The vault; null: whichever has it.</param>
/// <param name="clientId">Consumer key that was given; it goes before the one in the secret.</param>
internal sealed class VaultSecretSource(string secretName, string? vaultName, string? clientId) : ISecretSource
{
    private readonly SecretReader _reader = new(secretName, vaultName);
    private bool _wasRead;

    public string Description => _reader.Subject;

    public bool CanChange => true;

    public async Task<ClientCredential> ReadAsync(CancellationToken stop)
    {
        object secret = await Vault.RunAsync(_reader.Find, Description, stop) ?? throw NotFound();
        ClientCredential pair = SecretForm.Read(secret, Description, Key);
        _wasRead = true;
        return pair;
    }

    private SfException NotFound() => new(
        SfErrorCodes.SecretNotFound, vaultName is null ? $"No vault has a secret '{secretName}'." : $"The vault '{vaultName}' has no secret '{secretName}'.");

    // A rotation gives the app a new key too: what the vault says when it is asked again goes before what was given once.
    private string? Key(string? held) => _wasRead && !string.IsNullOrEmpty(held) ? held : clientId ?? held;
}
