using System.Management.Automation;

namespace SalesforceCC.Cmdlets.Shell;

/// <summary>Runs commands of SecretManagement in the caller's runspace, one at a time.</summary>
internal static class Vault
{
    private const string Module = "Microsoft.PowerShell.SecretManagement";

    // SecretManagement runs vaults in one static runspace of the process, and fails when two callers meet there
    // (PowerShell/SecretManagement issue 188).
    private static readonly SemaphoreSlim s_oneAtATime = new(1, 1);

    /// <summary>What a command writes.</summary>
    /// <param name="command">Such as Get-Secret.</param>
    /// <param name="parameters">Its parameters; those that are null are left out.</param>
    /// <param name="subject">What it is about, for the error: Secret 'x'.</param>
    /// <param name="stop">Ends it at once.</param>
    /// <exception cref="SfException">SECRET_UNAVAILABLE, VAULT_MODULE_MISSING.</exception>
    public static async Task<IReadOnlyList<PSObject>> RunAsync(
        string command, Dictionary<string, object?> parameters, string subject, CancellationToken stop)
    {
        PipelineThread pipeline = PipelineThread.OfCaller
            ?? throw Unavailable(subject, "can only be read from within a PowerShell pipeline");
        await s_oneAtATime.WaitAsync(stop);
        try
        {
            return await pipeline.InvokeAsync(() => Run(command, parameters, subject, stop), stop);
        }
        finally
        {
            s_oneAtATime.Release();
        }
    }

    /// <summary>The failure of a secret that is of no use.</summary>
    public static SfException Unavailable(string subject, string what, Exception? inner = null) =>
        new(SfErrorCodes.SecretUnavailable, $"{subject} {what}.", inner);

    private static IReadOnlyList<PSObject> Run(
        string command, Dictionary<string, object?> parameters, string subject, CancellationToken stop)
    {
        using PowerShell shell = PowerShell.Create(RunspaceMode.CurrentRunspace);
        shell.AddCommand($@"{Module}\{command}").AddParameter("ErrorAction", "Stop");
        foreach (KeyValuePair<string, object?> parameter in parameters)
            if (parameter.Value is not null)
                shell.AddParameter(parameter.Key, parameter.Value);
        using CancellationTokenRegistration registration = stop.Register(static s => ((PowerShell)s!).BeginStop(null, null), shell);
        try
        {
            return shell.Invoke();
        }
        catch (CommandNotFoundException e)
        {
            throw new SfException(SfErrorCodes.VaultModuleMissing, $"The module {Module}, which keeps vaults, is not installed.", e);
        }
        catch (RuntimeException e) when (!stop.IsCancellationRequested)
        {
            throw Unavailable(subject, $"could not be {(command == "Get-Secret" ? "read" : "written")}: {e.Message}", e);
        }
    }
}
