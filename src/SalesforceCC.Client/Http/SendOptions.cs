using System.Net;

namespace SalesforceCC.Http;

/// <summary>How a request is sent, apart from what it says.</summary>
internal sealed class SendOptions
{
    public static SendOptions Default { get; } = new();

    /// <summary>Whether it may be sent again when its fate is unknown.</summary>
    public Replay Replay { get; init; }

    /// <summary>A status outside 200-299 that is an answer here, not a failure: 300 of an upsert, 304 of a describe.</summary>
    public HttpStatusCode? AlsoAnswer { get; init; }
}
