using SalesforceCC.Auth;

namespace SalesforceCC.Client.Tests.Support;

/// <summary>A vault that can be read on a caller's thread only, as those of SecretManagement.</summary>
internal sealed class VaultOfCallers(Func<CancellationToken, string> read) : ISecretSource
{
    public string Description => "vault 'callers'";

    public bool CanChange => true;

    public async Task<ClientCredential> ReadAsync(CancellationToken stop) =>
        new(LoopbackOrg.ClientId, Secrets.Secure(CallerThreads.Current is null ? LoopbackOrg.ClientSecret : await CallerThreads.RunAsync(read, stop)));
}
