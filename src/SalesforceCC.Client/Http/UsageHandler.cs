namespace SalesforceCC.Http;

/// <summary>Counts the calls that Salesforce counts, and reads what it says of the org's daily quota.</summary>
internal sealed class UsageHandler(ApiUsageCounter counter) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken stop)
    {
        if (Counts(request.RequestUri!.AbsolutePath))
            counter.CountCall();

        HttpResponseMessage response = await base.SendAsync(request, stop).ConfigureAwait(false);
        if (response.Headers.TryGetValues("Sforce-Limit-Info", out IEnumerable<string>? values)
            && SfApiUsage.TryParse(values.First(), out SfApiUsage? usage))
            counter.Usage = usage;
        return response;
    }

    // OAuth endpoints, the identity service and the list of versions do not count against the daily limit.
    private static bool Counts(string path) =>
        path.StartsWith("/services/", StringComparison.Ordinal)
        && !path.StartsWith("/services/oauth2/", StringComparison.Ordinal)
        && path.TrimEnd('/') != "/services/data";
}
