using System.Text.Json;
using SalesforceCC.Http;
using SalesforceCC.Json;
using SalesforceCC.Records;
using SalesforceCC.Rest;

namespace SalesforceCC.Events.Publishing;

/// <summary>The schema of an event by REST, for one API call.</summary>
internal static class RestSchema
{
    private const string What = "event schema";

    /// <summary>The type of an event as it is now.</summary>
    /// <exception cref="SfException">There is no such event, or any failure of a call.</exception>
    public static async Task<EventType> GetAsync(SfSession session, string typeName, CancellationToken stop)
    {
        Uri url = RestPath.WithQuery(session.Resolve($"sobjects/{Uri.EscapeDataString(typeName)}/eventSchema"), [new("payloadFormat", "COMPACT")]);
        (string json, string id) = await JsonCall.SendAsync(session, ApiRequest.Get(url), What, Read, stop).ConfigureAwait(false);
        return EventType.Parse(id, json, RecordOrigin.Of(session));
    }

    // A schema as Avro has it, and its id beside that.
    private static (string Json, string Id) Read(JsonElement root) =>
        (root.GetRawText(), JsonMember.Text(root, "uuid") ?? throw JsonReply.Malformed(What));
}
