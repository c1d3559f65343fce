using System.Collections;
using System.Collections.ObjectModel;
using System.Management.Automation;

namespace SalesforceCC.Cmdlets.Shell;

/// <summary>
/// Runs commands of SecretManagement in the caller's runspace, while the vault's turn and the pipeline thread are held.
/// What the caller has set for his own commands, such as $WhatIfPreference or $PSDefaultParameterValues, does not reach
/// them; what they say goes through the cmdlet, so that its -WarningVariable and -Verbose hold for it.
/// </summary>
/// <param name="cmdlet">The cmdlet that has the thread; null where it is none of ours.</param>
/// <param name="subject">What it is about, for errors: Secret 'x'.</param>
/// <param name="stop">Ends it.</param>
internal sealed class VaultShell(AsyncPSCmdlet? cmdlet, string subject, CancellationToken stop)
{
    public const string Module = "Microsoft.PowerShell.SecretManagement";

    // Common parameters go before preferences. The variables are for what no parameter overrides, for what importing a
    // module says, and for scripts of vaults: these see global variables, so that these too are ours for as long as it takes.
    private const string Script = """
        param([string] $Module, [string] $Command, [hashtable] $Parameters)
        $PSDefaultParameterValues = @{}
        $ErrorActionPreference = $WarningPreference = 'Continue'
        $VerbosePreference = $DebugPreference = $InformationPreference = 'SilentlyContinue'
        if ($ProgressPreference -notin 'SilentlyContinue', 'Ignore') { $ProgressPreference = 'Continue' }
        $callers = $global:ErrorActionPreference, $global:WarningPreference, $global:VerbosePreference, $global:DebugPreference, $global:InformationPreference, $global:ProgressPreference, $global:WhatIfPreference, $global:ConfirmPreference
        try {
            # A host may have made them read-only.
            try {
                $global:ErrorActionPreference = $global:WarningPreference = 'Continue'
                $global:VerbosePreference = $global:DebugPreference = $global:InformationPreference = 'SilentlyContinue'
                $global:ProgressPreference = $ProgressPreference
                $global:WhatIfPreference = $false
                $global:ConfirmPreference = 'High'
            }
            catch { $null = $_ }
            try {
                if (-not (Microsoft.PowerShell.Core\Get-Module -Name $Module)) {
                    Microsoft.PowerShell.Core\Import-Module -Name $Module -Global -ErrorAction Stop -Verbose:$false -Debug:$false
                }
                $known = (Microsoft.PowerShell.Core\Get-Command -Name "$Module\$Command" -ErrorAction Stop).Parameters
            }
            catch { return [pscustomobject] @{ Unusable = $_ } }
            foreach ($asks in 'WhatIf', 'Confirm') { if ($known.ContainsKey($asks)) { $Parameters[$asks] = $false } }
            try { & "$Module\$Command" @Parameters 2>&1 3>&1 4>&1 } catch { $_ }
        }
        finally {
            try { $global:ErrorActionPreference, $global:WarningPreference, $global:VerbosePreference, $global:DebugPreference, $global:InformationPreference, $global:ProgressPreference, $global:WhatIfPreference, $global:ConfirmPreference = $callers } catch { $null = $_ }
        }
        """;

    /// <summary>What a command writes, and all that it says of failures.</summary>
    /// <param name="command">Such as Get-Secret.</param>
    /// <param name="parameters">Its parameters; those that are null are left out.</param>
    /// <exception cref="SfException">VAULT_MODULE_MISSING, VAULT_LOCKED where somebody had to be asked and cannot be.</exception>
    /// <exception cref="VaultBusyException">Another call has the vaults.</exception>
    public VaultReply Invoke(string command, params (string Name, object? Value)[] parameters)
    {
        stop.ThrowIfCancellationRequested();
        Hashtable all = new(StringComparer.OrdinalIgnoreCase)
        {
            ["ErrorAction"] = ActionPreference.Continue,
            ["WarningAction"] = ActionPreference.Continue,
            ["InformationAction"] = ActionPreference.SilentlyContinue,
            ["Debug"] = false,
            ["Verbose"] = cmdlet?.IsVerbose() ?? false,
        };
        foreach ((string name, object? value) in parameters)
            if (value is not null)
                all[name] = value;

        VaultReply reply = Run(command, all);
        if (reply.IsBusy)
            throw new VaultBusyException(reply.Reason, SessionClock.Here);
        foreach ((bool isWarning, string line) in reply.Lines)
            if (isWarning)
                cmdlet?.WriteWarning(line);
            else
                cmdlet?.WriteVerbose(line);
        return reply;
    }

    /// <summary>Says what the user should know of, though all went well.</summary>
    public void Warn(string text) => cmdlet?.WriteWarning(text);

    private VaultReply Run(string command, Hashtable parameters)
    {
        ErrorList errors = ErrorList.Of(cmdlet);
        using PowerShell shell = PowerShell.Create(RunspaceMode.CurrentRunspace);
        shell.AddScript(Script, useLocalScope: true).AddParameter("Module", Module).AddParameter("Command", command).AddParameter("Parameters", parameters);
        using CancellationTokenRegistration registration = stop.Register(static s => ((PowerShell)s!).BeginStop(null, null), shell);
        try
        {
            Collection<PSObject> written = shell.Invoke();
            stop.ThrowIfCancellationRequested();
            if (written is [{ BaseObject: PSCustomObject } unusable] && unusable.Properties["Unusable"]?.Value is { } error)
                throw Unusable((ErrorRecord)(error is PSObject wrapped ? wrapped.BaseObject : error));
            VaultReply reply = new(written, parameters["Secret"]);
            return shell.InvocationStateInfo.State == PSInvocationState.Stopped || reply.WasStopped ? throw Unanswered() : reply;
        }
        catch (RuntimeException) when (stop.IsCancellationRequested)
        {
            throw new OperationCanceledException(stop);
        }
        catch (PipelineStoppedException)
        {
            throw Unanswered();
        }
        catch (RuntimeException e)
        {
            return new VaultReply([PSObject.AsPSObject(e.ErrorRecord)], parameters["Secret"]);
        }
        finally
        {
            errors.TakeBack();
        }
    }

    private static SfException Unusable(ErrorRecord error) => new(
        SfErrorCodes.VaultModuleMissing, $"The module {Module}, through which vaults are reached, is not installed or does not load: {error.Exception.Message}", error.Exception);

    // The vault asked somebody, who stopped it instead of answering. To a console whose input has ended, that is the same.
    private Exception Unanswered()
    {
        if (cmdlet is null || (cmdlet.Host.Name == "ConsoleHost" && Console.IsInputRedirected))
            return new SfException(SfErrorCodes.VaultLocked, $"{subject}: the vault wanted to ask for something, such as its password, and the input of this process has ended.");
        cmdlet.Cancel();
        return new OperationCanceledException(stop);
    }
}
