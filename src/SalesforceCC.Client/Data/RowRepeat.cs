using SalesforceCC.Http;

namespace SalesforceCC.Data;

/// <summary>
/// Rows that failed because they met others, and may be sent again by themselves: a locked row as often as a request, a key
/// that two upserts made at once one more time. Salesforce says of each that nothing was saved.
/// </summary>
internal sealed class RowRepeat(SfSession session, WriteSettings settings)
{
    private static readonly TimeSpan s_longest = TimeSpan.FromMinutes(1);

    /// <summary>Whether a row may be sent again.</summary>
    public bool May(WriteRow row) =>
        (IsLocked(row) && row.Repeats < session.Options.MaximumRetryCount) || (IsRace(row) && row.Repeats == 0);

    /// <summary>Makes rows ready to be sent again, after a pause where one was locked.</summary>
    public async Task WaitAsync(IReadOnlyList<WriteRow> rows, CancellationToken stop)
    {
        if (rows.Any(IsLocked))
        {
            int repeats = Math.Min(rows.Max(static r => r.Repeats), 16);
            TimeSpan pause = TimeSpan.FromTicks(Math.Min(session.Options.RetryInterval.Ticks << repeats, s_longest.Ticks));
            await HttpShim.DelayAsync(session.Clock, pause, stop).ConfigureAwait(false);
        }

        foreach (WriteRow row in rows)
            row.Reopen();
    }

    // Without a status, it is the row's failure and not the request's, which has been repeated already.
    private static bool IsLocked(WriteRow row) => row.Failure is { Code: "UNABLE_TO_LOCK_ROW", StatusCode: null };

    // Another request has made the record after this one had looked for it.
    private bool IsRace(WriteRow row) =>
        settings.Operation == WriteOperation.Upsert
        && row.Failure is { Code: "DUPLICATE_VALUE", StatusCode: null } e
        && e.Message.IndexOf(settings.KeyField!, StringComparison.OrdinalIgnoreCase) >= 0;
}
