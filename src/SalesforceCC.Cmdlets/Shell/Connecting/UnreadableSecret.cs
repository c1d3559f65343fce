using SalesforceCC.Auth;

namespace SalesforceCC.Cmdlets.Shell;

/// <summary>A secret that is known not to be there. For who wants to hear of it as late as of any other.</summary>
internal sealed class UnreadableSecret(SfException failure) : ISecretSource
{
    public string Description => "Environment";

    public bool CanChange => false;

    public Task<ClientCredential> ReadAsync(CancellationToken stop) => Task.FromException<ClientCredential>(failure);
}
