using System.Text.Json;
using SalesforceCC.Apex;
using SalesforceCC.Describe;

namespace SalesforceCC.Events.Topics;

/// <summary>The topics of an org: its platform events and change events, which are objects, and its channels.</summary>
internal static class TopicList
{
    public const string PlatformEvent = "PlatformEvent";
    public const string ChangeEvent = "ChangeEvent";
    public const string Channel = "Channel";

    private const string All = "/data/ChangeEvents";

    /// <summary>What a topic's name says of its kind.</summary>
    public static string KindOf(string topic) =>
        topic == All || topic.EndsWith("__chn", StringComparison.Ordinal) ? Channel
        : topic.StartsWith("/data/", StringComparison.Ordinal) ? ChangeEvent
        : PlatformEvent;

    /// <summary>Those of the org's objects: one API call, unless the session has asked lately.</summary>
    public static async Task<List<SfEventTopic>> OfObjectsAsync(SfSession session, CancellationToken stop)
    {
        SfObject[] objects = await session.Schema.Objects.GetAsync(OrgSchema.ShownAge, stop).ConfigureAwait(false);
        Dictionary<string, SfObject> byName = new(StringComparer.Ordinal);
        foreach (SfObject one in objects)
            byName[one.Name] = one;
        return [.. TopicName.Of(byName.Keys).Select(topic =>
        {
            byName.TryGetValue(topic.Substring(topic.LastIndexOf('/') + 1), out SfObject? known);
            string kind = KindOf(topic);
            return new SfEventTopic(topic, kind) { Label = known?.Label, CanPublish = kind == PlatformEvent ? known?.Createable : false };
        })];
    }

    /// <summary>The custom channels: one API call.</summary>
    /// <exception cref="SfException">Any failure: most users may not see them.</exception>
    public static Task<List<SfEventTopic>> ChannelsAsync(SfSession session, CancellationToken stop) => ToolingQuery.AllAsync(
        session, "SELECT DeveloperName, NamespacePrefix, ChannelType, MasterLabel FROM PlatformEventChannel", "list of channels", ReadChannel, stop);

    private static SfEventTopic ReadChannel(JsonElement row)
    {
        string name = ToolingQuery.Text(row, "DeveloperName") ?? "";
        string space = ToolingQuery.Text(row, "NamespacePrefix") is { Length: > 0 } prefix ? prefix + "__" : "";
        string folder = "data".Equals(ToolingQuery.Text(row, "ChannelType"), StringComparison.OrdinalIgnoreCase) ? "/data/" : "/event/";
        string topic = "/data/" + name == All ? All : $"{folder}{space}{name}__chn";
        return new SfEventTopic(topic, Channel) { Label = ToolingQuery.Text(row, "MasterLabel"), CanPublish = false };
    }
}
