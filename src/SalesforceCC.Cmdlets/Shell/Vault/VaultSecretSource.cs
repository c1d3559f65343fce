using System.Collections;
using System.Management.Automation;
using System.Net;
using System.Security;
using SalesforceCC.Auth;

namespace SalesforceCC.Cmdlets.Shell;

/// <summary>A secret in a SecretManagement vault, read by its own Get-Secret in the caller's runspace.</summary>
internal sealed class VaultSecretSource(string secretName, string? vaultName, string? clientId) : ISecretSource
{
    private bool _wasRead;

    public string Description =>
        vaultName is null ? $"Secret '{secretName}'" : $"Vault '{vaultName}', secret '{secretName}'";

    public bool CanChange => true;

    public async Task<ClientCredential> ReadAsync(CancellationToken stop)
    {
        ClientCredential pair = ToCredential(await ReadSecretAsync(stop));
        _wasRead = true;
        return pair;
    }

    /// <summary>The secret in the form that the vault holds it in.</summary>
    public async Task<object?> ReadSecretAsync(CancellationToken stop)
    {
        Dictionary<string, object?> parameters = new() { ["Name"] = secretName, ["Vault"] = vaultName };
        return await Vault.RunAsync("Get-Secret", parameters, Description, stop) is [{ } secret, ..] ? secret.BaseObject : null;
    }

    private ClientCredential ToCredential(object? secret) => secret switch
    {
        PSCredential credential => new(Id(credential.UserName)!, credential.Password),
        SecureString secure => new(RequireClientId(), secure),
        string text => new(RequireClientId(), SecretBytes.Protect(text)),
        IDictionary table => FromTable(table),
        null => throw Unavailable("is not there"),
        _ => throw Unavailable($"is a {secret.GetType().Name}; it must be a PSCredential, a SecureString, a string or a hashtable"),
    };

    private ClientCredential FromTable(IDictionary table)
    {
        string? id = Id(Text(Find(table, "ClientId")));
        SecureString? secret = Secure(Find(table, "ClientSecret"));
        if (id is null || secret is null)
            throw Unavailable("is a hashtable without ClientId or ClientSecret");
        return new ClientCredential(id, secret, Text(Find(table, "Domain")));
    }

    // The tables that Get-Secret makes tell upper from lower case, unlike those that users write.
    internal static object? Find(IDictionary table, string name)
    {
        foreach (DictionaryEntry entry in table)
            if (name.Equals(entry.Key as string, StringComparison.OrdinalIgnoreCase))
                return PsValues.Unwrap(entry.Value);
        return null;
    }

    // Get-Secret makes a SecureString of every text in a hashtable, also of those that are no secret.
    private static string? Text(object? value) => value switch
    {
        string text => text,
        SecureString secure => new NetworkCredential("", secure).Password,
        _ => null,
    };

    private static SecureString? Secure(object? value) => value switch
    {
        SecureString secure => secure,
        string text => SecretBytes.Protect(text),
        _ => null,
    };

    // A rotation gives the app a new key too: what the vault says when it is asked again goes before what was given once.
    private string? Id(string? held) => _wasRead && !string.IsNullOrEmpty(held) ? held : clientId ?? held;

    private string RequireClientId() =>
        clientId ?? throw Unavailable("holds only the client secret, so that -ClientId must give the consumer key");

    private SfException Unavailable(string what) => Vault.Unavailable(Description, what);
}
