using System.Collections.Concurrent;

namespace SalesforceCC.Emulator.Events.Topics;

/// <summary>The topics of the org, and who gets what of them.</summary>
internal sealed class EventTopics
{
    private readonly ConcurrentDictionary<string, EventTopic> _topics = new(StringComparer.Ordinal);

    /// <summary>The topic of exactly that name; null where there is none.</summary>
    public EventTopic? Find(string topicName) => _topics.GetValueOrDefault(topicName);

    /// <summary>A topic that there is from now on.</summary>
    public void Put(EventTopic topic) => _topics[topic.Name] = topic;

    /// <summary>The user may subscribe to the topic, or publish on it, as far as permissions go.</summary>
    public bool MaySee(EventTopic topic, string userId) => Find(topic.Name) is not null && userId.Length > 0;

    /// <summary>
    /// What a user gets of each event of a topic: the event as it is, another form of it (without the fields that the user
    /// may not see, or with more), or null for an event that is left out. The function is called at each delivery, from many
    /// threads; null in its place where all events go out as they are.
    /// </summary>
    public Func<BusEvent, BusEvent?>? Delivery(EventTopic topic, string userId) =>
        MaySee(topic, userId) ? null : _ => null;
}
