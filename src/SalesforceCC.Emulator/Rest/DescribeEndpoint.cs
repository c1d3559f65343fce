using SalesforceCC.Emulator.Data;
using SalesforceCC.Emulator.Events.Schemas;
using SalesforceCC.Emulator.Http;

namespace SalesforceCC.Emulator.Rest;

/// <summary>What objects the org has: <c>/sobjects</c>, <c>/sobjects/X</c> and <c>/sobjects/X/describe</c>.</summary>
internal sealed class DescribeEndpoint(OrgStore store, RecentRows recent)
{
    public Answer Global(Call call) => Conditional(call, () => Answer.Json(200, writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("encoding", "UTF-8");
        writer.WriteNumber("maxBatchSize", 200);
        writer.WriteStartArray("sobjects");
        foreach (SObjectType type in Visible(call.UserId).OrderBy(t => t.Name, StringComparer.OrdinalIgnoreCase))
            DescribeWriter.WriteSummary(writer, type, call.Version.Path);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }));

    public Answer Basic(Call call)
    {
        SObjectType type = DescribedOf(call);
        return Conditional(call, () => Answer.Json(200, writer =>
        {
            writer.WriteStartObject();
            writer.WritePropertyName("objectDescribe");
            DescribeWriter.WriteSummary(writer, type, call.Version.Path);
            writer.WritePropertyName("recentItems");
            recent.Write(writer, call.UserId, call.Version.Path, type);
            writer.WriteEndObject();
        }));
    }

    public Answer Full(Call call)
    {
        SObjectType type = DescribedOf(call);
        return Conditional(call, () =>
            Answer.Json(200, writer => DescribeWriter.WriteFull(writer, type, call.Version.Path, call.Origin)));
    }

    private IEnumerable<SObjectType> Visible(string userId) => store.Types.Concat(store.EventTypes)
        .Where(t => store.FindType(t.Name, userId) is not null)
        .SelectMany(t => ChangeEventType.Of(store, EventNames.ChangeEventOf(t.Name), userId) is { } changes ? [t, changes] : (SObjectType[])[t]);

    /// <summary>Change events have a describe, though nothing else that objects have.</summary>
    private SObjectType DescribedOf(Call call) => ChangeEventType.Of(store, call.Values["type"], call.UserId) ?? store.AnyTypeOf(call);

    private Answer Conditional(Call call, Func<Answer> answer) => Preconditions.OfSchema(store, call).Apply(call, answer);
}
