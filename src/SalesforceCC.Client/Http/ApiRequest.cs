using System.Net;
using System.Net.Http.Headers;

namespace SalesforceCC.Http;

/// <summary>
/// One request, as every API states it: what is sent, what may be repeated, and what counts as an answer. It holds no
/// connection and nothing that is used up, so that it can be sent as often as need be; each send makes a new message.
/// </summary>
internal sealed class ApiRequest
{
    /// <summary>The method.</summary>
    public required HttpMethod Method { get; init; }

    /// <summary>Where it goes; see <see cref="Origin"/> for where a token goes along.</summary>
    public required Uri Url { get; init; }

    /// <summary>Headers of the request and of its content, in any order.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>The body; null: none.</summary>
    public RequestBody? Body { get; init; }

    /// <summary>Whether it may be sent again when nobody knows what became of it.</summary>
    public Repeat Repeat { get; init; }

    /// <summary>Time without any progress until it is given up; null: the session's. Infinite where not positive.</summary>
    public TimeSpan? IdleTimeout { get; init; }

    /// <summary>Statuses outside 200-299 that are an answer here, not a failure: 300 of an upsert, 304 of a describe.</summary>
    public IReadOnlyList<HttpStatusCode> AcceptedStatuses { get; init; } = [];

    /// <summary>Whose token goes along.</summary>
    public TokenUse Token { get; init; }

    /// <summary>Another authorization than the session's token, made anew for each send; null: none.</summary>
    public Func<AuthenticationHeaderValue>? Authorization { get; init; }

    /// <summary>A download that goes on where it broke off; null: each send asks for all of it.</summary>
    public DownloadPosition? Download { get; private set; }

    /// <summary>GET, HEAD and OPTIONS change nothing.</summary>
    public bool Reads => Method == HttpMethod.Get || Method == HttpMethod.Head || Method == HttpMethod.Options;

    /// <summary>Method and path, for traces and errors.</summary>
    public string Name => RequestName.Of(Method, Url);

    /// <summary>A GET of JSON.</summary>
    public static ApiRequest Get(Uri url) => new() { Method = HttpMethod.Get, Url = url };

    /// <summary>The same request, for a download that goes on; as it is where it asks for a part by itself.</summary>
    public ApiRequest For(DownloadPosition download)
    {
        ApiRequest copy = (ApiRequest)MemberwiseClone();
        copy.Download = Method == HttpMethod.Get && !Headers.Any(static h => string.Equals(h.Key, "Range", StringComparison.OrdinalIgnoreCase))
            ? download
            : null;
        return copy;
    }

    /// <summary>Whether a status is what the caller wants to see.</summary>
    public bool Accepts(HttpStatusCode status) => (int)status is >= 200 and <= 299 || AcceptedStatuses.Contains(status);

    /// <summary>A new message for one send. Whoever disposes it disposes the body's content.</summary>
    /// <exception cref="SfException">INVALID_PARAMETER: a header that cannot be sent.</exception>
    public HttpRequestMessage ToMessage()
    {
        HttpRequestMessage message = new(Method, Url) { Content = Body?.Open() };
        try
        {
            message.Headers.TryAddWithoutValidation("Accept", "application/json");
            foreach (KeyValuePair<string, string> header in Headers)
                RequestHeaders.Set(message, header.Key, header.Value);
            if (Authorization is not null)
                message.Headers.Authorization = Authorization();
            Download?.AskForRest(message);
            return message;
        }
        catch
        {
            message.Dispose();
            throw;
        }
    }
}
