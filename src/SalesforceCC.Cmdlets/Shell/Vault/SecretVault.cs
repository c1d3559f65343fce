using System.Collections;
using System.Management.Automation;
using SalesforceCC.Auth;
using SalesforceCC.Rotation;

namespace SalesforceCC.Cmdlets.Shell;

/// <summary>A SecretManagement vault that a rotation writes to.</summary>
/// <param name="vaultName">The vault; null: the only one that holds the first secret read.</param>
/// <param name="clientId">Consumer key for a secret that holds none.</param>
internal sealed class SecretVault(string? vaultName, string? clientId) : ISecretVault
{
    private string? _vault = vaultName;

    public async Task<ClientCredential?> ReadAsync(string name, CancellationToken stop)
    {
        string[] vaults = await VaultsOfAsync(name, stop);
        if (vaults.Length == 0)
            return null;
        if (vaults.Length > 1)
            throw Vault.Unavailable($"Secret '{name}'", $"is in several vaults ({string.Join(", ", vaults)}), so that -VaultName must say which");
        _vault = vaults[0];
        return await new VaultSecretSource(name, _vault, clientId).ReadAsync(stop);
    }

    public async Task WriteAsync(string name, string like, ClientCredential pair, CancellationToken stop)
    {
        object? form = await new VaultSecretSource(like, _vault, clientId).ReadSecretAsync(stop);
        await RunAsync("Set-Secret", name, form is IDictionary table ? With(table, pair) : new PSCredential(pair.ClientId, pair.ClientSecret), stop);
    }

    public Task RemoveAsync(string name, CancellationToken stop) => RunAsync("Remove-Secret", name, null, stop);

    private Task RunAsync(string command, string name, object? secret, CancellationToken stop) =>
        Vault.RunAsync(
            command,
            new() { ["Name"] = name, ["Vault"] = _vault, ["Secret"] = secret },
            $"Vault '{_vault}', secret '{name}'",
            stop);

    private async Task<string[]> VaultsOfAsync(string name, CancellationToken stop)
    {
        Dictionary<string, object?> parameters = new() { ["Name"] = WildcardPattern.Escape(name), ["Vault"] = _vault };
        return [.. (await Vault.RunAsync("Get-SecretInfo", parameters, $"Secret '{name}'", stop))
            .Select(static info => info.Properties["VaultName"]?.Value as string).OfType<string>().Distinct()];
    }

    /// <summary>The same table with another pair; whatever else it holds, such as Domain, stays.</summary>
    private static Hashtable With(IDictionary table, ClientCredential pair)
    {
        Hashtable other = new(StringComparer.OrdinalIgnoreCase);
        foreach (DictionaryEntry entry in table)
            other[entry.Key] = PsValues.Unwrap(entry.Value);
        other["ClientId"] = pair.ClientId;
        other["ClientSecret"] = pair.ClientSecret;
        return other;
    }
}
