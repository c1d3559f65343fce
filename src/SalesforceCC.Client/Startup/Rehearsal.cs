using System.Security;
using SalesforceCC.Auth;
using SalesforceCC.Records;

namespace SalesforceCC.Startup;

/// <summary>
/// Connects and queries once in the background, without a network, while a session's first token is waited for: so that the
/// runtime has loaded and compiled what its response and the first real query need.
/// </summary>
/// <remarks>
/// In a fresh process, as each run of a runbook is, the runtime's compiler takes nearly all the time of the first page:
/// eight hundred methods. Nothing depends on a rehearsal: one that fails has just saved nothing.
/// </remarks>
internal static class Rehearsal
{
    private static Task<bool>? s_once;

    /// <summary>Begins, once in a process; whether it went well is for the tests.</summary>
    public static Task<bool> Begin()
    {
        TaskCompletionSource<bool> end = new(TaskCreationOptions.RunContinuationsAsynchronously);
        if (Interlocked.CompareExchange(ref s_once, end.Task, null) is { } begun)
            return begun;

        // Nobody's culture, trace or impersonation goes along.
        ThreadPool.UnsafeQueueUserWorkItem(_ => _ = RunAsync(end), null);
        return end.Task;
    }

    /// <summary>Fetches a token, and reads two pages of rows and their describe.</summary>
    internal static async Task<int> QueryAsync()
    {
        using SecureString secret = new();
        secret.AppendChar(RehearsalResponses.Secret);
        SfConnectOptions options = new() { Domain = RehearsalResponses.Instance, Transport = static () => new RehearsalHandler() };
        FixedSecretSource source = new(new ClientCredential("rehearsal", secret), "rehearsal");
        using SfSession session = await Connecting.WithClientCredentialsAsync(options, source, default).ConfigureAwait(false);
        int rows = 0;
        await foreach (RecordPage page in session.QueryPages("SELECT Id, Name FROM Rehearsal").ConfigureAwait(false))
            rows += page.Cast<SfRecord>().Count(static row => row.GetId() is not null);
        return rows;
    }

    private static async Task RunAsync(TaskCompletionSource<bool> end)
    {
        try
        {
            await QueryAsync().ConfigureAwait(false);
            end.SetResult(true);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // Where it matters, whoever queries meets it, too.
            end.SetResult(false);
        }
    }
}
