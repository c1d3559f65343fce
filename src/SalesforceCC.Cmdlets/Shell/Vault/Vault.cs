using SalesforceCC.Auth;
using SalesforceCC.Http;

namespace SalesforceCC.Cmdlets.Shell;

/// <summary>Runs commands of SecretManagement in the caller's runspace, one at a time.</summary>
internal static class Vault
{
    // SecretManagement runs vaults in one static runspace of the process, and fails when two callers meet there
    // (PowerShell/SecretManagement issue 188). Ours take turns; what a script calls beside them knows nothing of that.
    private static readonly VaultTurn s_turn = new();
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Does something with the vaults while they are nobody else's. If a call that is none of ours comes between, it is
    /// done again from the start.
    /// </summary>
    /// <param name="work">What to do.</param>
    /// <param name="subject">What it is about, for errors: Secret 'x'.</param>
    /// <param name="stop">Ends it at once.</param>
    /// <exception cref="SfException">The vault's failure, or VAULT_BUSY.</exception>
    public static async Task<T> RunAsync<T>(Func<VaultShell, T> work, string subject, CancellationToken stop)
    {
        long? began = null;
        while (true)
        {
            VaultBusyException busy;
            try
            {
                return await TakeTurnAsync(work, subject, stop);
            }
            catch (VaultBusyException e)
            {
                busy = e;
            }

            began ??= busy.Clock.GetTimestamp();
            if (busy.Clock.GetElapsedTime(began.Value) >= s_patience)
                throw new SfException(
                    SfErrorCodes.VaultBusy, $"{subject}: other calls had the vaults for all of {s_patience.TotalSeconds:0} seconds: {busy.Message}.", busy);
            await HttpShim.DelayAsync(busy.Clock, s_pause, stop);
        }
    }

    private static async Task<T> TakeTurnAsync<T>(Func<VaultShell, T> work, string subject, CancellationToken stop)
    {
        if (CallerThreads.Current is null)
            throw new SfException(SfErrorCodes.SecretUnavailable, $"{subject} can only be read from within a PowerShell pipeline.");
        while (true)
        {
            T? value = default;
            Task? othersTurn = await CallerThreads.RunAsync(
                end => s_turn.TryRun(() => value = work(new VaultShell(AsyncPSCmdlet.Here, subject, end))), stop);
            if (othersTurn is null)
                return value!;
            await HttpShim.WaitAsync(othersTurn, stop);
        }
    }
}
