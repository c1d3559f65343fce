using System.Globalization;

namespace SalesforceCC.Http;

/// <summary>
/// One line a request: method, path, status, time, Salesforce's request id. Never headers, bodies or query values,
/// which hold secrets and data.
/// </summary>
internal sealed class TraceHandler(TimeProvider clock) : DelegatingHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken stop) =>
        RequestTrace.Sink is { } sink ? TraceAsync(request, sink, stop) : base.SendAsync(request, stop);

    private async Task<HttpResponseMessage> TraceAsync(HttpRequestMessage request, Action<string> sink, CancellationToken stop)
    {
        long start = clock.GetTimestamp();
        string name = RequestName.Of(request);
        try
        {
            HttpResponseMessage response = await base.SendAsync(request, stop).ConfigureAwait(false);
            string id = response.Headers.TryGetValues("X-SFDC-Request-Id", out IEnumerable<string>? ids)
                ? " id " + ids.First()
                : "";
            sink($"{name} -> {(int)response.StatusCode} in {Milliseconds(start)} ms{id}");
            return response;
        }
        catch (Exception e) when (e is not SfException)
        {
            sink($"{name} -> {e.GetType().Name} after {Milliseconds(start)} ms");
            throw;
        }
    }

    private string Milliseconds(long start) =>
        clock.GetElapsedTime(start).TotalMilliseconds.ToString("0", CultureInfo.InvariantCulture);
}
