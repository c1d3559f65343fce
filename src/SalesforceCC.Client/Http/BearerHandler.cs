using System.Net;
using SalesforceCC.Auth;

namespace SalesforceCC.Http;

/// <summary>
/// Puts the token on requests to the instance, and on no other. When Salesforce says that the session has expired, a
/// new token is fetched once and the request repeated once: it was not carried out, so that holds for writes too.
/// </summary>
internal sealed class BearerHandler(TokenSource tokens) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken stop)
    {
        AccessToken token = await tokens.GetAsync(rejected: null, stop).ConfigureAwait(false);
        HttpResponseMessage response = await SendAsync(request, token, stop).ConfigureAwait(false);
        if (!await SessionEnded.SaysAsync(response, stop).ConfigureAwait(false))
            return response;

        response.Dispose();
        token = await tokens.GetAsync(rejected: token, stop).ConfigureAwait(false);
        return await SendAsync(request, token, stop).ConfigureAwait(false);
    }

    private Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, AccessToken token, CancellationToken stop)
    {
        Origin.Require(token.InstanceUrl, request.RequestUri!);
        request.Headers.Authorization = token.Header;
        return base.SendAsync(request, stop);
    }
}
