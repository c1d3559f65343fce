using SalesforceCC.Connections;
using SalesforceCC.Describe;
using SalesforceCC.Events;

namespace SalesforceCC.Cmdlets.Shell;

/// <summary>
/// What a topic should be called that Salesforce does not know. Names are case-sensitive, and a wrong one is refused as one that
/// the user may not see: nobody would look for a letter.
/// </summary>
internal static class TopicSuggestions
{
    private const string Codes = "sfdc.platform.eventbus.grpc.topic.";

    /// <summary>The failure with the names that may be meant. Asks for the list of objects, if that is not known yet.</summary>
    public static async Task<SfException> AddAsync(SfSession session, string topic, SfException failure, CancellationToken stop)
    {
        if (failure.Code is not (Codes + "not.found" or Codes + "meta.permission" or "NOT_FOUND" or "PERMISSION_DENIED"))
            return failure;
        SfObject[] objects;
        try
        {
            objects = await session.Schema.Objects.GetAsync(OrgSchema.ShownAge, stop);
        }
        catch (SfException)
        {
            return failure;
        }

        string[] topics = [.. TopicName.Of(objects.Select(static o => o.Name))];
        if (topics.Contains(topic, StringComparer.Ordinal))
            return failure;
        IReadOnlyList<string> near = NearNames.Of(topic, topics);
        return near.FirstOrDefault(n => n.Equals(topic, StringComparison.OrdinalIgnoreCase)) is { } right
            ? failure.WithMessage($"{failure.Message} Names of topics are case-sensitive: this one is {right}.")
            : near.Count > 0 ? failure.WithMessage($"{failure.Message} Topics of a similar name: {string.Join(", ", near)}.") : failure;
    }
}
