using System.Text;
using System.Text.Json;
using SalesforceCC.Data;
using SalesforceCC.Http;
using SalesforceCC.Json;
using SalesforceCC.Rest;
using SalesforceCC.Values;

namespace SalesforceCC.Events.Publishing;

/// <summary>
/// Publishes by REST, where there is no gRPC: events are created like records, in collections. Salesforce gives them their
/// UUIDs, and does not tell where on the topic they stand.
/// </summary>
internal sealed class RestPublisher(SfSession session, string typeName) : IEventPublisher
{
    private const string Enqueued = "OPERATION_ENQUEUED";

    private EventType? _type;

    public bool SetsUuid => false;

    public async Task<EventType> GetTypeAsync(bool again, CancellationToken stop) =>
        _type = again || _type is null ? await RestSchema.GetAsync(session, typeName, stop).ConfigureAwait(false) : _type;

    public byte[] Encode(EventType type, IReadOnlyList<EventMember> members)
    {
        List<KeyValuePair<string, object?>> record = [new("attributes", new Dictionary<string, object?> { ["type"] = type.Name })];
        record.AddRange(members.Select(static m => new KeyValuePair<string, object?>(m.Field.Name, m.Value)));
        return JsonBody.Of(record, members.ToDictionary(static m => m.Field.Name, static m => m.Field.Type), "event");
    }

    public async Task PublishAsync(EventType type, IReadOnlyList<OutgoingEvent> events, CancellationToken stop)
    {
        ApiRequest request = new()
        {
            Method = HttpMethod.Post,
            Url = session.Resolve("composite/sobjects"),
            Body = RequestBody.Of(Collection(events), "application/json"),
        };
        List<(RowOutcome Outcome, string? Uuid)> results = await JsonCall.SendAsync(
            session, request, "response about the events", root => Read(root, events.Count), stop).ConfigureAwait(false);
        for (int i = 0; i < results.Count; i++)
        {
            if (results[i].Outcome.Failure is { } failure)
            {
                events[i].Fail(failure.With(f => f with { Request = request.Name }));
            }
            else
            {
                events[i].EventUuid = results[i].Uuid;
                events[i].Succeed(replayId: null);
            }
        }
    }

    public bool IsOutdated(SfException e) => e.Code == "INVALID_FIELD" && RowErrors.IsRefusal(e);

    private static byte[] Collection(IReadOnlyList<OutgoingEvent> events)
    {
        using MemoryStream body = new();
        void Write(byte[] bytes) => body.Write(bytes, 0, bytes.Length);
        Write(Encoding.ASCII.GetBytes("{\"allOrNone\":false,\"records\":["));
        for (int i = 0; i < events.Count; i++)
        {
            if (i > 0)
                body.WriteByte((byte)',');
            Write(events[i].Body);
        }

        Write(Encoding.ASCII.GetBytes("]}"));
        return body.ToArray();
    }

    // Of an event that was taken, the UUID stands among the errors.
    private static List<(RowOutcome Outcome, string? Uuid)> Read(JsonElement root, int count) =>
        [.. CollectionResponse.Read(root, count).Zip(root.EnumerateArray(), static (outcome, result) => (outcome, outcome.Success ? Uuid(result) : null))];

    private static string? Uuid(JsonElement result) =>
        result.TryGetProperty("errors", out JsonElement errors) && errors.ValueKind == JsonValueKind.Array
            ? errors.EnumerateArray().Where(static e => JsonMember.Text(e, "statusCode") == Enqueued).Select(static e => JsonMember.Text(e, "message")).FirstOrDefault()
            : null;
}
