using System.Security;
using SalesforceCC.Auth;
using SalesforceCC.Records;

namespace SalesforceCC.Startup;

/// <summary>
/// Queries once in the background, without a network, while a session's first token is waited for: so that the runtime has
/// compiled what the first real query needs.
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

    /// <summary>Reads two pages of rows, and their describe.</summary>
    internal static async Task<int> QueryAsync()
    {
        using SecureString token = new();
        token.AppendChar('x');
        SfConnectOptions options = new() { Domain = "https://rehearsal.my.salesforce.com", Transport = static () => new RehearsalHandler() };
        using SfSession session = Connecting.WithToken(options, token);
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
