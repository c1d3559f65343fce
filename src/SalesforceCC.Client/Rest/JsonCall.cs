using System.Text.Json;
using SalesforceCC.Http;
using SalesforceCC.Json;

namespace SalesforceCC.Rest;

/// <summary>Calls whose response is JSON of a known form.</summary>
internal static class JsonCall
{
    /// <summary>Sends a request, and reads the response inside the retry.</summary>
    /// <param name="session">The session.</param>
    /// <param name="request">The request.</param>
    /// <param name="what">What is asked for, for errors: <c>list of limits</c>.</param>
    /// <param name="read">Makes something of it.</param>
    /// <param name="stop">Ends it.</param>
    /// <exception cref="SfException">INVALID_RESPONSE, or any failure of a call.</exception>
    public static Task<T> SendAsync<T>(
        SfSession session, ApiRequest request, string what, Func<JsonElement, T> read, CancellationToken stop) =>
        SendAsync(session, request, what, (root, _) => read(root), stop);

    /// <summary>The same for those who look at the response's head, too.</summary>
    public static Task<T> SendAsync<T>(
        SfSession session, ApiRequest request, string what, Func<JsonElement, HttpResponseMessage, T> read, CancellationToken stop) =>
        session.SendAsync(
            request,
            (response, body, token) =>
            {
                ForeignPage.Refuse(response);
                return JsonReply.ReadAsync(body, what, root => read(root, response), token);
            },
            stop);
}
