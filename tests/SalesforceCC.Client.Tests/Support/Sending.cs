using System.Text;
using SalesforceCC.Http;
using SalesforceCC.Rest;

namespace SalesforceCC.Client.Tests.Support;

/// <summary>Requests of a session in few words.</summary>
internal static class Sending
{
    /// <summary>Sends a request for a path below the API's root, or from the instance's root with a leading slash.</summary>
    public static Task<RestResponse> SendAsync(
        this SfSession session, string method, string path, string? json = null, CancellationToken? stop = null) =>
        RestClient.SendAsync(session, Request(session, method, path, json), skipErrorCheck: false, stop ?? Guard.Stop);

    public static ApiRequest Request(
        SfSession session, string method, string path, string? json = null, params (string Name, string Value)[] headers) => new()
        {
            Method = new HttpMethod(method),
            Url = session.Resolve(path),
            Body = json is null ? null : RequestBody.Of(Encoding.UTF8.GetBytes(json), "application/json"),
            Headers = [.. headers.Select(h => KeyValuePair.Create(h.Name, h.Value))],
        };
}
