using System.Runtime.CompilerServices;
using SalesforceCC.Http;

namespace SalesforceCC.Apex.Logs;

/// <summary>
/// Debug logs as they come. A log appears when its transaction is over, with the time at which that began: others that began
/// later may have been there before. So each question asks again for the last minutes, and what was given is remembered.
/// </summary>
internal sealed class ApexLogTail(ApexLogApi api, TimeProvider clock)
{
    // No transaction that somebody waits for may take longer than ten minutes.
    private static readonly TimeSpan s_longest = TimeSpan.FromMinutes(11);

    private readonly Dictionary<string, DateTimeOffset> _seen = new(StringComparer.Ordinal);
    private DateTimeOffset? _newest;

    /// <summary>Gives each log that comes from now on, once, the older before the newer, until stopped.</summary>
    /// <param name="userId">Only those of a user; null: all.</param>
    /// <param name="interval">Between two questions.</param>
    /// <param name="stop">Ends it at once.</param>
    public async IAsyncEnumerable<SfApexLog> ReadAsync(string? userId, TimeSpan interval, [EnumeratorCancellation] CancellationToken stop)
    {
        // What is there already is not new. The org's clock counts, and not that of this computer.
        foreach (SfApexLog log in await api.ListAsync(userId, null, stop).ConfigureAwait(false))
            Note(log);
        while (true)
        {
            await HttpShim.DelayAsync(clock, interval, stop).ConfigureAwait(false);
            List<SfApexLog> found = await api.ListAsync(userId, _newest - s_longest, stop).ConfigureAwait(false);
            found.Reverse();
            foreach (SfApexLog log in found)
                if (Note(log))
                    yield return log;
            Forget();
        }
    }

    private bool Note(SfApexLog log)
    {
        if (_seen.ContainsKey(log.Id))
            return false;
        DateTimeOffset start = log.StartTime ?? default;
        _seen.Add(log.Id, start);
        if (_newest is null || start > _newest)
            _newest = start;
        return true;
    }

    // What is not asked for again cannot come again.
    private void Forget()
    {
        foreach (string id in _seen.Where(s => s.Value < _newest - s_longest).Select(static s => s.Key).ToArray())
            _seen.Remove(id);
    }
}
