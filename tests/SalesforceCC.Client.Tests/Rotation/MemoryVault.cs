using System.Net;
using SalesforceCC.Auth;
using SalesforceCC.Rotation;

namespace SalesforceCC.Client.Tests.Rotation;

/// <summary>A vault that does as a test says, in place of the next write or removal.</summary>
internal sealed class MemoryVault : ISecretVault
{
    private readonly Dictionary<string, ClientCredential> _secrets = [];

    /// <summary>Called in place of writing: the vault's secrets, the name, the pair.</summary>
    public Action<Dictionary<string, ClientCredential>, string, ClientCredential>? OnWrite { get; set; }

    public Action<string>? OnRemove { get; set; }

    public string? this[string name]
    {
        get => _secrets.TryGetValue(name, out ClientCredential? pair) ? $"{pair.ClientId}:{new NetworkCredential("", pair.ClientSecret).Password}" : null;
        set
        {
            _secrets.Remove(name);
            if (value?.Split(':') is [{ } key, { } secret])
                _secrets[name] = RotatingApp.Credential(key, secret);
        }
    }

    public Task<ClientCredential?> ReadAsync(string name, CancellationToken stop) => Task.FromResult(_secrets.GetValueOrDefault(name));

    public Task WriteAsync(string name, string like, ClientCredential pair, CancellationToken stop)
    {
        if (OnWrite is { } instead)
            instead(_secrets, name, pair);
        else
            _secrets[name] = pair;
        return Task.CompletedTask;
    }

    public Task RemoveAsync(string name, CancellationToken stop)
    {
        OnRemove?.Invoke(name);
        _secrets.Remove(name);
        return Task.CompletedTask;
    }
}
