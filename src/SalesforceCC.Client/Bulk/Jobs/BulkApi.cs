using System.Net;
using System.Runtime.CompilerServices;
using SalesforceCC.Http;
using SalesforceCC.Org;
using SalesforceCC.Rest;
using SalesforceCC.Values;

namespace SalesforceCC.Bulk;

/// <summary>The requests of Bulk API 2.0, in one API version: Salesforce refuses results to another than the job was made with.</summary>
/// <param name="session">The session.</param>
/// <param name="version">The version, for example <c>68.0</c>.</param>
internal sealed class BulkApi(SfSession session, string version)
{
    private const string Response = "response about the job";

    private static readonly HttpMethod s_patch = new("PATCH");

    /// <summary>The session.</summary>
    public SfSession Session => session;

    /// <summary>The version, as a number.</summary>
    public string Version => version;

    /// <summary>
    /// With the session's version. What <c>latest</c> means is asked for, which is free, since it may change while a job
    /// runs.
    /// </summary>
    public static async Task<BulkApi> OpenAsync(SfSession session, CancellationToken stop)
    {
        if (session.ApiVersion != "latest")
            return new BulkApi(session, session.ApiVersion);
        IReadOnlyList<SfApiVersion> versions = (await OrgInfo.GetVersionsAsync(session, stop).ConfigureAwait(false)).Value;
        return new BulkApi(session, versions.Where(static v => !v.IsAlias).Max(static v => v.Version)?.ToString() ?? SfConnectOptions.DefaultApiVersion);
    }

    /// <summary>Makes a job. One that nobody hears of does nothing, so that it may be made twice.</summary>
    /// <param name="kind">Its sort.</param>
    /// <param name="members">What it is to do, by the names of the API.</param>
    /// <param name="stop">Ends it.</param>
    public Task<SfBulkJob> CreateAsync(BulkKind kind, IReadOnlyDictionary<string, object?> members, CancellationToken stop) =>
        JsonCall.SendAsync(
            session,
            new ApiRequest
            {
                Method = HttpMethod.Post,
                Url = Url(kind),
                Body = RequestBody.Of(JsonBody.Of(members), "application/json"),
                Repeat = Repeat.Idempotent,
            },
            Response,
            BulkJobReader.Read,
            stop);

    /// <summary>What Salesforce says of a job now.</summary>
    public async Task<SfBulkJob> GetAsync(BulkKind kind, string id, CancellationToken stop) =>
        (await AskAsync(kind, id, stop).ConfigureAwait(false)).State;

    /// <summary>The jobs of the org, of all users, as far as Salesforce keeps them.</summary>
    public async IAsyncEnumerable<SfBulkJob> ListAsync(BulkKind kind, [EnumeratorCancellation] CancellationToken stop)
    {
        Uri url = Url(kind);
        LinkTrail trail = new(url);
        for (Uri? next = url; next is not null;)
        {
            (IReadOnlyList<SfBulkJob> jobs, string? link) = await JsonCall.SendAsync(
                session, ApiRequest.Get(next), "list of jobs", BulkJobReader.ReadList, stop).ConfigureAwait(false);
            next = link is null ? null : trail.Follow(session.InstanceUrl, link);
            foreach (SfBulkJob job in jobs)
                yield return job;
        }
    }

    /// <summary>The states of a job until it is finished, or the time is up.</summary>
    public IAsyncEnumerable<SfBulkJob> WatchAsync(BulkKind kind, string id, TimeSpan? limit, CancellationToken stop) =>
        new JobPolling(session.Clock) { LongestPause = TimeSpan.FromSeconds(30), Limit = limit }
            .WatchAsync(token => AskAsync(kind, id, token), static j => j.IsFinished, stop);

    /// <summary>Sends the rows of a job. Never twice to one job, as Salesforce demands.</summary>
    public Task UploadAsync(string id, RequestBody csv, CancellationToken stop) =>
        SendAsync(new ApiRequest { Method = HttpMethod.Put, Url = Url(BulkKind.Ingest, id, "/batches"), Body = csv, Repeat = Repeat.Never }, stop);

    /// <summary>Says that all rows of a job are there. Where no answer comes, the job is asked what it took.</summary>
    public Task<SfBulkJob> CloseAsync(string id, CancellationToken stop) =>
        ChangeAsync(BulkKind.Ingest, id, "UploadComplete", static j => j.State != "Open", stop);

    /// <summary>Ends a job. What was processed stays.</summary>
    public Task<SfBulkJob> AbortAsync(BulkKind kind, string id, CancellationToken stop) =>
        ChangeAsync(kind, id, "Aborted", static j => j.State == "Aborted", stop);

    /// <summary>Deletes a job with its results; one that is not there any more when this is tried again was deleted.</summary>
    public async Task DeleteAsync(BulkKind kind, string id, CancellationToken stop)
    {
        ApiRequest request = new() { Method = HttpMethod.Delete, Url = Url(kind, id) };
        for (int left = session.Options.MaximumRetryCount, sent = 0; ; left--, sent++)
        {
            try
            {
                await SendAsync(request, stop).ConfigureAwait(false);
                return;
            }
            catch (SfException e) when (e is { MayPass: true, NotExecuted: false } && left > 0)
            {
                await HttpShim.DelayAsync(session.Clock, session.Options.RetryInterval, stop).ConfigureAwait(false);
            }
            catch (SfException e) when (sent > 0 && e.StatusCode == HttpStatusCode.NotFound)
            {
                return;
            }
        }
    }

    /// <summary>Reads CSV. No content at all is no rows, too.</summary>
    /// <param name="url">Where it is.</param>
    /// <param name="read">Reads it, as often as the download is tried: it gets all of it each time.</param>
    /// <param name="stop">Ends it.</param>
    /// <exception cref="SfException">INVALID_RESPONSE: it is something else; any failure of a call.</exception>
    public Task<T> GetCsvAsync<T>(Uri url, Func<HttpResponseMessage, Stream, CancellationToken, Task<T>> read, CancellationToken stop) =>
        session.SendAsync(
            new ApiRequest { Method = HttpMethod.Get, Url = url, Headers = [new("Accept", "text/csv")] },
            (response, body, token) => response.StatusCode != HttpStatusCode.NoContent
                && !string.Equals(response.Content.Headers.ContentType?.MediaType, "text/csv", StringComparison.OrdinalIgnoreCase)
                    ? throw new SfException(SfErrorCodes.InvalidResponse, $"The response is not CSV but {response.Content.Headers.ContentType?.MediaType ?? "of no type"}.")
                    : read(response, body, token),
            stop);

    /// <summary>Where jobs of a sort are, or one of them, or what belongs to it.</summary>
    /// <param name="kind">The sort.</param>
    /// <param name="id">The job; null: all.</param>
    /// <param name="rest">What belongs to it, with its slash.</param>
    public Uri Url(BulkKind kind, string? id = null, string rest = "") => session.Resolve(
        $"{RestPath.Base(version)}jobs/{(kind == BulkKind.Query ? "query" : "ingest")}{(id is null ? "" : "/" + Uri.EscapeDataString(id))}{rest}");

    // Without an answer nobody knows whether the state was changed: the job knows.
    private async Task<SfBulkJob> ChangeAsync(BulkKind kind, string id, string state, Func<SfBulkJob, bool> isChanged, CancellationToken stop)
    {
        ApiRequest request = new()
        {
            Method = s_patch,
            Url = Url(kind, id),
            Body = RequestBody.Of(JsonBody.Of(new Dictionary<string, object?> { ["state"] = state }), "application/json"),
        };
        for (int left = session.Options.MaximumRetryCount; ; left--)
        {
            try
            {
                return await JsonCall.SendAsync(session, request, Response, BulkJobReader.Read, stop).ConfigureAwait(false);
            }
            catch (SfException e) when (e is { MayPass: true, NotExecuted: false } && left > 0)
            {
                await HttpShim.DelayAsync(session.Clock, session.Options.RetryInterval, stop).ConfigureAwait(false);
                SfBulkJob job = await GetAsync(kind, id, stop).ConfigureAwait(false);
                if (isChanged(job))
                    return job;
            }
        }
    }

    private Task<(SfBulkJob State, TimeSpan? RetryAfter)> AskAsync(BulkKind kind, string id, CancellationToken stop) =>
        JsonCall.SendAsync(
            session,
            ApiRequest.Get(Url(kind, id)),
            Response,
            (root, response) => (BulkJobReader.Read(root), FailureVerdict.RetryAfter(response, session.Clock)),
            stop);

    private Task<bool> SendAsync(ApiRequest request, CancellationToken stop) =>
        session.SendAsync(
            request,
            static (response, _, _) =>
            {
                ForeignPage.Refuse(response);
                return Task.FromResult(true);
            },
            stop);
}
