using SalesforceCC.Emulator.Data;
using SalesforceCC.Emulator.Events.Schemas;

namespace SalesforceCC.Emulator.Events.Topics;

/// <summary>The topics of the org, and who gets what of them.</summary>
internal sealed class EventTopics(OrgStore store, EventSchemas schemas, EventChannels channels, ChannelForms forms)
{
    private const string Events = "/event/";
    private const string Changes = "/data/";

    /// <summary>The topic of exactly that name; null where there is none.</summary>
    public EventTopic? Find(string topicName) =>
        topicName.StartsWith(Events, StringComparison.Ordinal) ? FindEvents(topicName, topicName[Events.Length..])
        : topicName.StartsWith(Changes, StringComparison.Ordinal) ? FindChanges(topicName, topicName[Changes.Length..])
        : null;

    /// <summary>
    /// The user may subscribe to the topic, or publish on it, as far as permissions go. Topics of several types are open, and
    /// each of their events is looked at.
    /// </summary>
    public bool MaySee(EventTopic topic, string userId) =>
        topic.SchemaId.Length == 0 || topic.Types!.All(type => MaySeeType(type, userId));

    /// <summary>
    /// What a user gets of each event of a topic: the event as it is, another form of it (without the fields that the user
    /// may not see, or with more), or null for an event that is left out. The function is called at each delivery, from many
    /// threads; null in its place where all events go out as they are.
    /// </summary>
    public Func<BusEvent, BusEvent?>? Delivery(EventTopic topic, string userId)
    {
        string name = topic.Name[(topic.Name.IndexOf('/', 1) + 1)..];
        bool custom = channels.Custom.ContainsKey(name);
        bool seesAll = store.AccessOf(userId).Hidden.Count == 0;
        if (seesAll && topic.SchemaId.Length > 0 && topic.CanPublish) return null;
        return new EventDelivery(store, schemas, channels, forms, custom ? name : EventChannels.ChangeEvents, custom, userId).Of;
    }

    private EventTopic? FindEvents(string topic, string name)
    {
        if (channels.Custom.GetValueOrDefault(name) == "event")
            return new EventTopic(topic, channels.TypesOf(name), CanPublish: false, CanSubscribe: true, "");
        return schemas.ObjectOf(name) is { IsEvent: true } && schemas.Current(name) is { } schema
            ? new EventTopic(topic, One(name), CanPublish: true, CanSubscribe: true, schema.Id)
            : null;
    }

    private EventTopic? FindChanges(string topic, string name)
    {
        if (name == EventChannels.ChangeEvents)
            return new EventTopic(topic, null, CanPublish: false, CanSubscribe: true, "");
        // Which of all changes it has may change while somebody listens, so it is looked up at delivery.
        if (channels.Custom.GetValueOrDefault(name) == "data")
            return new EventTopic(topic, null, CanPublish: false, CanSubscribe: true, "");
        return schemas.ObjectOf(name) is { IsEvent: false } && schemas.Current(name) is { } schema
            ? new EventTopic(topic, One(name), CanPublish: false, CanSubscribe: true, schema.Id)
            : null;
    }

    private bool MaySeeType(string type, string userId) =>
        schemas.ObjectOf(type) is { } shown && store.FindType(shown.Name, userId) is not null;

    private static HashSet<string> One(string name) => [name];
}
