using System.Net;
using SalesforceCC.Auth;
using SalesforceCC.Http;
using SalesforceCC.Rest;

namespace SalesforceCC.Describe;

/// <summary>
/// A describe that the session keeps. However many ask for it at the same time, one request is made. Where it is asked
/// for again, Salesforce sends it only if it has changed since.
/// </summary>
/// <param name="session">The session.</param>
/// <param name="path">Where it is.</param>
/// <param name="read">Reads it.</param>
internal sealed class Described<T>(SfSession session, string path, Func<Stream, CancellationToken, Task<T>> read)
    where T : class
{
    private readonly SingleFlight<T> _asking = new();
    private readonly SingleFlight<T> _refreshing = new();
    private volatile Version? _known;
    private int _doubts;

    /// <summary>What is known, however old; null where nothing is, or an error has shown it to be out of date.</summary>
    public T? Known => _known is { } known && known.Doubts == Volatile.Read(ref _doubts) ? known.Value : null;

    /// <summary>What was known last, also where it is out of date.</summary>
    public T? Last => _known?.Value;

    /// <summary>What is known, or asked for now.</summary>
    public Task<T> GetAsync(CancellationToken stop) =>
        Known is { } known ? Task.FromResult(known) : _asking.RunAsync(end => AskOnceAsync(static (_, _) => true, end), stop);

    /// <summary>The same, where what is known may be of a certain age and no older.</summary>
    public Task<T> GetAsync(TimeSpan age, CancellationToken stop) =>
        IsFresh(_known, age) ? Task.FromResult(_known!.Value) : _asking.RunAsync(end => AskOnceAsync((v, self) => self.IsFresh(v, age), end), stop);

    /// <summary>Asks for all of it, whatever is known: what a user may see can change without a change of the object.</summary>
    public Task<T> RefreshAsync(CancellationToken stop) => _refreshing.RunAsync(end => AskAsync(before: null, end), stop);

    /// <summary>Does not trust any more in what is known, nor in what is under way: it may have been written before.</summary>
    public void Doubt() => Interlocked.Increment(ref _doubts);

    private bool IsFresh(Version? known, TimeSpan age) =>
        known is not null && known.Doubts == Volatile.Read(ref _doubts) && session.Clock.GetElapsedTime(known.CheckedAt) < age;

    // Whoever came when another's request had just ended needs none of his own.
    private Task<T> AskOnceAsync(Func<Version, Described<T>, bool> isGood, CancellationToken stop) =>
        _known is { } known && Known is not null && isGood(known, this) ? Task.FromResult(known.Value) : AskAsync(_known, stop);

    private async Task<T> AskAsync(Version? before, CancellationToken stop)
    {
        int doubts = Volatile.Read(ref _doubts);
        Version now = await session.SendAsync(Request(before), (response, body, token) => ReadAsync(response, body, before, token), stop).ConfigureAwait(false);
        _known = now with { Doubts = doubts };
        return now.Value;
    }

    private ApiRequest Request(Version? before) => new()
    {
        Method = HttpMethod.Get,
        Url = session.Resolve(path),
        Headers = before?.LastModified is { } since ? [new("If-Modified-Since", since.ToString("r", null))] : [],
        AcceptedStatuses = before?.LastModified is null ? [] : [HttpStatusCode.NotModified],
    };

    private async Task<Version> ReadAsync(HttpResponseMessage response, Stream body, Version? before, CancellationToken stop)
    {
        long now = session.Clock.GetTimestamp();
        if (response.StatusCode == HttpStatusCode.NotModified)
            return before! with { CheckedAt = now };
        ForeignPage.Refuse(response);
        return new Version(await read(body, stop).ConfigureAwait(false), LastModified(response), now, 0);
    }

    // The header has whole seconds: of what changed in the very second of the response there may be a newer version
    // that bears the same one (RFC 9110, 8.8.2.2).
    private static DateTimeOffset? LastModified(HttpResponseMessage response) =>
        response.Content.Headers.LastModified is { } changed && !(response.Headers.Date - changed < TimeSpan.FromSeconds(1)) ? changed : null;

    /// <param name="Value">What was read.</param>
    /// <param name="LastModified">When it had last changed; null where that cannot be relied on.</param>
    /// <param name="CheckedAt">When Salesforce last said that it is so, by the session's clock.</param>
    /// <param name="Doubts">How many doubts there had been when it was asked for.</param>
    private sealed record Version(T Value, DateTimeOffset? LastModified, long CheckedAt, int Doubts);
}
