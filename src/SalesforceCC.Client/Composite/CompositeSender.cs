using SalesforceCC.Data;
using SalesforceCC.Http;
using SalesforceCC.Rest;

namespace SalesforceCC.Composite;

/// <summary>Sends calls, until it is known of each request what became of it.</summary>
internal sealed class CompositeSender(SfSession session)
{
    private static readonly TimeSpan s_longest = TimeSpan.FromMinutes(1);

    // What every further call would end with, too.
    private SfException? _ended;

    /// <summary>Sends a call. What comes of it is told of each request; nothing is thrown but for a stop.</summary>
    public async Task SendAsync(CompositeCall call, CancellationToken stop)
    {
        IReadOnlyList<IReadOnlyList<CompositePart>> left = call.Groups;
        for (int tries = 0; left.Count > 0; tries++)
        {
            CompositeCall now = call with { Groups = left };
            if (!await TrySendAsync(now, stop).ConfigureAwait(false))
                return;
            left = call.IsTransaction ? await AgainAsync(now, tries, stop).ConfigureAwait(false) : [];
        }
    }

    private async Task<bool> TrySendAsync(CompositeCall call, CancellationToken stop)
    {
        if (_ended is { } ended)
        {
            Fail(call, ended.WithMessage($"{ended.Message} The request was not sent."));
            return false;
        }

        try
        {
            ApiRequest request = new()
            {
                Method = HttpMethod.Post,
                Url = session.Resolve(call.IsGraph ? "composite/graph" : "composite"),
                Body = CompositeBody.Of(call),
                Repeat = call.Parts.All(static p => p.Reads) ? Repeat.Idempotent : Repeat.ByMethod,
            };
            return await JsonCall.SendAsync(session, request, CompositeReader.What, root => CompositeReader.Read(root, call), stop).ConfigureAwait(false);
        }
        catch (SfException e)
        {
            if (RowErrors.IsOfAll(e))
                _ended = e;
            Fail(call, e);
            return false;
        }
    }

    // Reading twice is reading once; of what changes something, it matters whether it was done.
    private static void Fail(CompositeCall call, SfException e)
    {
        foreach (CompositePart part in call.Parts)
        {
            string fate = part.Reads || RowErrors.IsRefusal(e) ? "" : " It is not known whether the request was carried out.";
            part.Response = null;
            part.Failure = e.WithMessage($"{e.Message}{fate}").With(f => f with { Request = $"{part.Name}, {f.Request}" });
        }
    }

    /// <summary>
    /// Transactions of which Salesforce says that nothing was saved, and that may end otherwise: those that met a locked
    /// row, and graphs that were not begun because too many others had failed.
    /// </summary>
    private async Task<IReadOnlyList<IReadOnlyList<CompositePart>>> AgainAsync(CompositeCall call, int tries, CancellationToken stop)
    {
        List<IReadOnlyList<CompositePart>> again = [.. call.Groups.Where(static g => g.All(static p => p.IsHalted))];
        if (again.Count == call.Groups.Count)
            again = [];
        if (tries < session.Options.MaximumRetryCount && call.Groups.Where(IsLocked).ToArray() is { Length: > 0 } locked)
        {
            TimeSpan pause = TimeSpan.FromTicks(Math.Min(session.Options.RetryInterval.Ticks << Math.Min(tries, 16), s_longest.Ticks));
            await HttpShim.DelayAsync(session.Clock, pause, stop).ConfigureAwait(false);
            again.AddRange(locked);
        }

        return again;
    }

    private static bool IsLocked(IReadOnlyList<CompositePart> group) =>
        group.Any(static p => p.Failure is not null)
        && group.All(static p => p.Failure is null or { Code: "PROCESSING_HALTED" or "UNABLE_TO_LOCK_ROW" })
        && group.Any(static p => p.Failure is { Code: "UNABLE_TO_LOCK_ROW" });
}
