using SalesforceCC.Events.Publishing;

namespace SalesforceCC.Events.Topics;

/// <summary>All there is to know about one topic.</summary>
internal static class TopicDetails
{
    public static IReadOnlyList<SfEventField> FieldsOf(EventType? type) =>
        type is null ? [] : [.. type.Schema.Fields.Select(static f => new SfEventField(new EventField(f)))];

#if NET
    /// <summary>By the Pub/Sub API, without an API call.</summary>
    /// <exception cref="SfException">There is no such topic, or the user may not see it.</exception>
    public static async Task<SfEventTopic> GetAsync(SfSession session, PubSub.PubSubChannel channel, string topic, CancellationToken stop)
    {
        Protocol.TopicInfo info = await channel.GetTopicAsync(topic, stop).ConfigureAwait(false);
        string kind = TopicList.KindOf(topic);

        // Topics of several types have no schema of their own, whatever id they name.
        EventType? type = info.SchemaId.Length == 0 || kind == TopicList.Channel
            ? null
            : await session.EventTypes.GetAsync(info.SchemaId, channel.GetSchemaAsync, stop).ConfigureAwait(false);
        return new SfEventTopic(topic, kind)
        {
            CanPublish = info.CanPublish,
            CanSubscribe = info.CanSubscribe,
            SchemaId = type?.SchemaId,
            Fields = FieldsOf(type),
        };
    }
#else
    /// <summary>By REST, which knows the schema and no more, for one API call.</summary>
    /// <exception cref="SfException">There is no such event, or the user may not see it.</exception>
    public static async Task<SfEventTopic> GetAsync(SfSession session, string topic, CancellationToken stop)
    {
        SfEventTopic known = new(topic, TopicList.KindOf(topic));
        EventType type = await RestSchema.GetAsync(session, known.Name, stop).ConfigureAwait(false);
        return new SfEventTopic(topic, known.Kind) { SchemaId = type.SchemaId, Fields = FieldsOf(type) };
    }
#endif
}
