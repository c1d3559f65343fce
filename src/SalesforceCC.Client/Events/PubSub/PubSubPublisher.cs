using Google.Protobuf;
using SalesforceCC.Events.Protocol;
using SalesforceCC.Events.Publishing;
using SalesforceCC.Http;

namespace SalesforceCC.Events.PubSub;

/// <summary>Publishes by the Pub/Sub API, which costs no API calls and tells where each event stands.</summary>
/// <param name="session">The session.</param>
/// <param name="channel">Its channel.</param>
/// <param name="topic">Full name of the topic.</param>
internal sealed class PubSubPublisher(SfSession session, PubSubChannel channel, string topic) : IEventPublisher
{
    private EventType? _type;

    public bool SetsUuid => true;

    public async Task<EventType> GetTypeAsync(bool again, CancellationToken stop)
    {
        if (!again && _type is { } known)
            return known;
        TopicInfo info = await channel.GetTopicAsync(topic, stop).ConfigureAwait(false);
        if (!info.CanPublish)
            throw new SfException(PubSubCodes.TopicForbidden, $"The user of the session may not publish on {topic}.") { Request = $"GetTopic {topic}", NotExecuted = true };
        if (info.SchemaId.Length == 0)
            throw new SfException(SfErrorCodes.InvalidParameter, $"{topic} has events of several types. Publish each on the topic of its own type.") { Final = true };
        return _type = await session.EventTypes.GetAsync(info.SchemaId, channel.GetSchemaAsync, stop).ConfigureAwait(false);
    }

    public byte[] Encode(EventType type, IReadOnlyList<EventMember> members) =>
        EventPayload.Of(type, members, session.Clock.GetUtcNow(), session.UserId);

    public async Task PublishAsync(EventType type, IReadOnlyList<OutgoingEvent> events, CancellationToken stop)
    {
        PublishRequest request = new() { TopicName = topic };
        foreach (OutgoingEvent outgoing in events)
        {
            request.Events.Add(new ProducerEvent
            {
                Id = outgoing.EventUuid!,
                SchemaId = type.SchemaId,
                Payload = UnsafeByteOperations.UnsafeWrap(outgoing.Body),
            });
        }

        PublishResponse response = await channel.CallAsync(
            "Publish", topic, Repeat.NotExecuted, (client, options) => client.PublishAsync(request, options), stop).ConfigureAwait(false);
        foreach ((OutgoingEvent outgoing, PublishResult? result) in Match(events, response))
        {
            if (result?.Error is { } error)
                outgoing.Fail(Failure(error));
            else if (result is { ReplayId.IsEmpty: false })
                outgoing.Succeed(ReplayId.ToText(result.ReplayId.Span));
        }
    }

    public bool IsOutdated(SfException e) => e.Code == PubSubCodes.SchemaInvalid;

    // In the order of the events; each says which one it is of, too.
    private static IEnumerable<(OutgoingEvent Outgoing, PublishResult? Result)> Match(IReadOnlyList<OutgoingEvent> events, PublishResponse response)
    {
        Dictionary<string, PublishResult> byKey = new(StringComparer.OrdinalIgnoreCase);
        foreach (PublishResult result in response.Results)
            byKey[result.CorrelationKey] = result;
        bool isWhole = response.Results.Count == events.Count;
        for (int i = 0; i < events.Count; i++)
        {
            PublishResult? result = byKey.TryGetValue(events[i].EventUuid!, out PublishResult? own) ? own
                : isWhole && response.Results[i].CorrelationKey.Length == 0 ? response.Results[i]
                : null;
            yield return (events[i], result);
        }
    }

    private SfException Failure(Error error) => new(
        error.Code.ToString().ToUpperInvariant(),
        error.Msg.Length > 0 ? SentSecrets.Mask(null, error.Msg) : "Salesforce did not publish the event, and gives no reason.")
    {
        Request = $"Publish {topic}",
        NotExecuted = true,
    };
}
