using Google.Protobuf;
using SalesforceCC.Events.Protocol;
using SalesforceCC.Http;

namespace SalesforceCC.Events.PubSub;

/// <summary>Events of a topic, from a place that the client keeps.</summary>
internal sealed class TopicFeed : EventFeed
{
    private readonly PubSubStream<FetchRequest, FetchResponse> _stream;
    private readonly string _topic;

    private TopicFeed(PubSubStream<FetchRequest, FetchResponse> stream, string topic)
    {
        _stream = stream;
        _topic = topic;
    }

    public override IAccessToken Token => _stream.Token;

    /// <summary>Begins a call.</summary>
    /// <param name="channel">The Pub/Sub API.</param>
    /// <param name="topic">The topic.</param>
    /// <param name="preset">Where to begin.</param>
    /// <param name="place">After which event, where the preset says so.</param>
    /// <param name="count">How many events to ask for at first.</param>
    /// <param name="rejected">The token that was refused; null: none.</param>
    /// <param name="stop">Ends it at once.</param>
    public static async Task<EventFeed> OpenAsync(
        PubSubChannel channel, string topic, ReplayPreset preset, ByteString? place, int count, IAccessToken? rejected, CancellationToken stop)
    {
        PubSubStream<FetchRequest, FetchResponse> stream = await channel.OpenAsync(
            "Subscribe", topic, static (client, options) => client.Subscribe(options), Silence, rejected, stop).ConfigureAwait(false);
        TopicFeed feed = new(stream, topic);
        FetchRequest first = new() { TopicName = topic, ReplayPreset = preset, NumRequested = count };
        if (place is not null)
            first.ReplayId = place;
        await feed.WriteAsync(first).ConfigureAwait(false);
        return feed;
    }

    public override Task AskAsync(int count) => WriteAsync(new FetchRequest { TopicName = _topic, NumRequested = count });

    public override async Task<Fetched?> ReadAsync()
    {
        FetchResponse? response = await _stream.ReadAsync().ConfigureAwait(false);
        return response is null ? null : new Fetched(response.Events, response.LatestReplayId, response.PendingNumRequested);
    }

    public override void Dispose() => _stream.Dispose();

    private Task WriteAsync(FetchRequest request) => SendAsync(_stream.WriteAsync(request));
}
