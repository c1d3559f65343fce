using System.Globalization;
using Google.Protobuf;
using SalesforceCC.Events.Protocol;
using SalesforceCC.Http;

namespace SalesforceCC.Events.PubSub;

/// <summary>Events of a managed subscription, whose place Salesforce keeps.</summary>
internal sealed class ManagedFeed : EventFeed
{
    private const string IdPrefix = "18x";

    private readonly PubSubStream<ManagedFetchRequest, ManagedFetchResponse> _stream;
    private int _commits;

    private ManagedFeed(PubSubStream<ManagedFetchRequest, ManagedFetchResponse> stream) => _stream = stream;

    public override IAccessToken Token => _stream.Token;

    /// <summary>Begins a call.</summary>
    /// <param name="channel">The Pub/Sub API.</param>
    /// <param name="subscription">Id or developer name.</param>
    /// <param name="count">How many events to ask for at first.</param>
    /// <param name="rejected">The token that was refused; null: none.</param>
    /// <param name="stop">Ends it at once.</param>
    public static async Task<EventFeed> OpenAsync(
        PubSubChannel channel, string subscription, int count, IAccessToken? rejected, CancellationToken stop)
    {
        PubSubStream<ManagedFetchRequest, ManagedFetchResponse> stream = await channel.OpenAsync(
            "ManagedSubscribe", subscription, static (client, options) => client.ManagedSubscribe(options), Silence, rejected, stop).ConfigureAwait(false);
        ManagedFeed feed = new(stream);
        ManagedFetchRequest first = new() { NumRequested = count };
        if (SfId.IsValid(subscription) && subscription.StartsWith(IdPrefix, StringComparison.Ordinal))
            first.SubscriptionId = subscription;
        else
            first.DeveloperName = subscription;
        await feed.WriteAsync(first).ConfigureAwait(false);
        return feed;
    }

    public override Task AskAsync(int count) => WriteAsync(new ManagedFetchRequest { NumRequested = count });

    public override Task CommitAsync(ByteString replayId) => WriteAsync(new ManagedFetchRequest
    {
        CommitReplayIdRequest = new CommitReplayRequest
        {
            CommitRequestId = (++_commits).ToString(CultureInfo.InvariantCulture),
            ReplayId = replayId,
        },
    });

    public override async Task<Fetched?> ReadAsync()
    {
        ManagedFetchResponse? response = await _stream.ReadAsync().ConfigureAwait(false);
        return response is null
            ? null
            : new Fetched(response.Events, response.LatestReplayId, response.PendingNumRequested, response.CommitResponse);
    }

    public override Task CompleteAsync() => SendAsync(_stream.CompleteAsync());

    public override void Dispose() => _stream.Dispose();

    private Task WriteAsync(ManagedFetchRequest request) => SendAsync(_stream.WriteAsync(request));
}
