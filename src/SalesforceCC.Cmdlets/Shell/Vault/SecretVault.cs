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
        object? secret = await Vault.RunAsync(shell => Read(shell, name), Subject(name), stop);
        return secret is null ? null : SecretForm.Read(secret, Subject(name), held => string.IsNullOrEmpty(held) ? clientId : held);
    }

    public async Task WriteAsync(string name, string like, ClientCredential pair, CancellationToken stop) =>
        await Vault.RunAsync(shell => Write(shell, name, like, pair), Subject(name), stop);

    public async Task RemoveAsync(string name, CancellationToken stop) =>
        await Vault.RunAsync(shell => Remove(shell, name), Subject(name), stop);

    private string Subject(string name) => new SecretReader(name, _vault).Subject;

    private object? Read(VaultShell shell, string name)
    {
        string[] vaults = [.. Infos(shell, name).Select(static i => i.Properties["VaultName"]?.Value as string).OfType<string>().Distinct()];
        if (vaults.Length == 0)
            return null;
        if (vaults.Length > 1)
            throw new SfException(SfErrorCodes.SecretAmbiguous, $"Secret '{name}' is in several vaults: {string.Join(", ", vaults)}.");
        _vault = vaults[0];
        return new SecretReader(name, _vault).Find(shell);
    }

    private bool Write(VaultShell shell, string name, string like, ClientCredential pair)
    {
        object secret = SecretForm.Write(pair, new SecretReader(like, _vault).Find(shell));
        Hashtable? metadata = Metadata(shell, name);
        VaultReply reply = shell.Invoke("Set-Secret", ("Name", name), ("Vault", _vault), ("Secret", secret), ("Metadata", metadata));
        if (reply.Failures.Count > 0 && metadata is not null)
        {
            // Some vaults show what they do not take back; SecretManagement then removes the secret.
            string reason = reply.Reason;
            reply = shell.Invoke("Set-Secret", ("Name", name), ("Vault", _vault), ("Secret", secret));
            if (reply.Failures.Count == 0)
                shell.Warn($"{Subject(name)}: the vault did not take its metadata ({string.Join(", ", metadata.Keys.Cast<object>())}) with the new pair, which it holds without: {reason}.");
        }

        return reply.Failures.Count == 0 ? true : throw reply.Failure(Subject(name), "could not be written");
    }

    private bool Remove(VaultShell shell, string name)
    {
        VaultReply reply = shell.Invoke("Remove-Secret", ("Name", name), ("Vault", _vault));
        return reply.Failures.Count == 0 ? true : throw reply.Failure(Subject(name), "could not be removed");
    }

    private Hashtable? Metadata(VaultShell shell, string name)
    {
        object? held = Infos(shell, name).FirstOrDefault()?.Properties["Metadata"]?.Value;
        Hashtable metadata = new(StringComparer.OrdinalIgnoreCase);
        if (held is IEnumerable<KeyValuePair<string, object>> pairs)
            foreach (KeyValuePair<string, object> pair in pairs)
                metadata[pair.Key] = PsValues.Unwrap(pair.Value);
        else if (held is IDictionary table)
            foreach (DictionaryEntry entry in table)
                metadata[entry.Key] = PsValues.Unwrap(entry.Value);
        return metadata.Count == 0 ? null : metadata;
    }

    // A vault that cannot say what it has may have it: what it says in place of that is a failure here.
    private List<PSObject> Infos(VaultShell shell, string name)
    {
        VaultReply reply = shell.Invoke("Get-SecretInfo", ("Name", WildcardPattern.Escape(name)), ("Vault", _vault));
        List<PSObject> infos = [.. reply.Output.Select(PSObject.AsPSObject)];
        if (reply.Failures.Count == 0)
            return infos;
        if (infos.Count == 0 || _vault is not null)
            throw reply.Failure(Subject(name), "could not be looked for");
        shell.Warn($"{Subject(name)} was found, but not every vault could be asked for it: {reply.Reason}. -VaultName asks one vault alone.");
        return infos;
    }
}
