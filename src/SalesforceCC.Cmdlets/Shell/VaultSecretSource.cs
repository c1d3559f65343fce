using System.Collections;
using System.Management.Automation;
using System.Net;
using System.Security;
using SalesforceCC.Auth;

namespace SalesforceCC.Cmdlets.Shell;

/// <summary>A secret in a SecretManagement vault, read by its own Get-Secret in the caller's runspace.</summary>
internal sealed class VaultSecretSource(string secretName, string? vaultName, string? clientId) : ISecretSource
{
    private const string Module = "Microsoft.PowerShell.SecretManagement";

    // SecretManagement runs vaults in one static runspace of the process, and fails when two callers meet there
    // (PowerShell/SecretManagement issue 188).
    private static readonly SemaphoreSlim s_oneAtATime = new(1, 1);

    public string Description =>
        vaultName is null ? $"Secret '{secretName}'" : $"Vault '{vaultName}', secret '{secretName}'";

    public bool CanChange => true;

    public async Task<ClientCredential> ReadAsync(CancellationToken stop)
    {
        PipelineThread pipeline = PipelineThread.OfCaller
            ?? throw Unavailable("can only be read from within a PowerShell pipeline");
        await s_oneAtATime.WaitAsync(stop);
        try
        {
            return await pipeline.InvokeAsync(() => ToCredential(GetSecret(stop)), stop);
        }
        finally
        {
            s_oneAtATime.Release();
        }
    }

    private object? GetSecret(CancellationToken stop)
    {
        using PowerShell shell = PowerShell.Create(RunspaceMode.CurrentRunspace);
        shell.AddCommand($@"{Module}\Get-Secret").AddParameter("Name", secretName).AddParameter("ErrorAction", "Stop");
        if (vaultName is not null)
            shell.AddParameter("Vault", vaultName);
        using CancellationTokenRegistration registration = stop.Register(static s => ((PowerShell)s!).BeginStop(null, null), shell);
        try
        {
            return shell.Invoke().FirstOrDefault()?.BaseObject;
        }
        catch (CommandNotFoundException e)
        {
            throw new SfException(SfErrorCodes.VaultModuleMissing, $"The module {Module}, which reads vaults, is not installed.", e);
        }
        catch (RuntimeException e) when (!stop.IsCancellationRequested)
        {
            throw Unavailable($"could not be read: {e.Message}", e);
        }
    }

    private ClientCredential ToCredential(object? secret) => secret switch
    {
        PSCredential credential => new(clientId ?? credential.UserName, credential.Password),
        SecureString secure => new(RequireClientId(), secure),
        string text => new(RequireClientId(), SecretBytes.Protect(text)),
        IDictionary table => FromTable(table),
        null => throw Unavailable("is not there"),
        _ => throw Unavailable($"is a {secret.GetType().Name}; it must be a PSCredential, a SecureString, a string or a hashtable"),
    };

    private ClientCredential FromTable(IDictionary table)
    {
        string? id = clientId ?? Text(Find(table, "ClientId"));
        SecureString? secret = Secure(Find(table, "ClientSecret"));
        if (id is null || secret is null)
            throw Unavailable("is a hashtable without ClientId or ClientSecret");
        return new ClientCredential(id, secret, Text(Find(table, "Domain")));
    }

    // The tables that Get-Secret makes tell upper from lower case, unlike those that users write.
    private static object? Find(IDictionary table, string name)
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

    private string RequireClientId() =>
        clientId ?? throw Unavailable("holds only the client secret, so that -ClientId must give the consumer key");

    private SfException Unavailable(string what, Exception? inner = null) =>
        new(SfErrorCodes.SecretUnavailable, $"{Description} {what}.", inner);
}
