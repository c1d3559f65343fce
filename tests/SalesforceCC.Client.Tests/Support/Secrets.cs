using System.Security;
using SalesforceCC.Auth;

namespace SalesforceCC.Client.Tests.Support;

/// <summary>A vault: gives one secret after the other, the last again and again, and counts how often it is asked.</summary>
internal sealed class Secrets(params string[] secrets) : ISecretSource
{
    private int _reads;

    public int Reads => _reads;

    public bool CanChange { get; init; } = true;

    public string Description => "vault 'test'";

    public static SecureString Secure(string text)
    {
        SecureString secure = new();
        foreach (char c in text)
            secure.AppendChar(c);
        return secure;
    }

    public Task<ClientCredential> ReadAsync(CancellationToken stop)
    {
        int read = Interlocked.Increment(ref _reads);
        string secret = secrets[Math.Min(read, secrets.Length) - 1];
        return Task.FromResult(new ClientCredential(LoopbackOrg.ClientId, Secure(secret)));
    }
}
