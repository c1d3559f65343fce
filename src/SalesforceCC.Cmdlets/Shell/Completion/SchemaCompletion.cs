using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using SalesforceCC.Describe;
using SalesforceCC.Http;

namespace SalesforceCC.Cmdlets.Shell;

/// <summary>
/// What completers ask of an org. It is for a user who waits with a finger on Tab: what is not there in two seconds is
/// nothing, and so is whatever fails.
/// </summary>
internal static class SchemaCompletion
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(2);

    /// <summary>Asks the org of the session that the command would use.</summary>
    /// <param name="command">The command, as far as it is typed.</param>
    /// <param name="bound">Its parameters.</param>
    /// <param name="ask">What to ask; its token ends after two seconds, however many requests there are.</param>
    /// <returns>The result; none where there is no session, no answer, or no time.</returns>
    public static IReadOnlyList<T> Ask<T>(
        CommandAst command, IDictionary bound, Func<OrgSchema, CancellationToken, Task<IReadOnlyList<T>>> ask)
    {
        try
        {
            return CompletionSession.Find(command, bound) is { } session
                ? Wait(session.Clock, stop => ask(CompletionArguments.Has(command, bound, "Tooling") ? session.ToolingSchema : session.Schema, stop))
                : [];
        }
        catch (Exception)
        {
            // Whatever it is, the command itself will say it.
            return [];
        }
    }

    // The thread may be the one that a running command lends for its vault, and may be needed there by what this waits
    // for: so the wait must end by itself. Nothing of the thread's own goes along, above all not its being lent.
    private static IReadOnlyList<T> Wait<T>(TimeProvider clock, Func<CancellationToken, Task<IReadOnlyList<T>>> ask)
    {
        using CancellationTokenSource end = HttpShim.EndAfter(clock, s_patience);
        IReadOnlyList<T> found = [];
        Task asked;
        using (ExecutionContext.IsFlowSuppressed() ? default : ExecutionContext.SuppressFlow())
            asked = Task.Run(async () => found = await ask(end.Token).ConfigureAwait(false));
        asked.Forget();
        ((IAsyncResult)asked).AsyncWaitHandle.WaitOne();
        return found;
    }
}
