using Google.Protobuf;
using Grpc.Core;
using SalesforceCC.Emulator.Data;
using SalesforceCC.Emulator.Events.Bus;
using SalesforceCC.Emulator.Events.Faults;
using SalesforceCC.Emulator.Events.Protocol;
using SalesforceCC.Emulator.Events.Schemas;
using SalesforceCC.Emulator.Events.Topics;

namespace SalesforceCC.Emulator.Events.Service;

/// <summary>Takes requests that publish: each is looked at as a whole, and then each of its events has a result of its own.</summary>
internal sealed class Publisher(EventOrg org, OrgStore store, PubSubCall call)
{
    private const int MostBytes = 4 * 1024 * 1024;
    private const int MostEventBytes = 1024 * 1024;

    /// <summary>Publishes what is right of a request's events, all at once.</summary>
    public PublishResponse Publish(PublishRequest request)
    {
        // A stream sees the schema of each of its requests.
        using IDisposable schema = store.KeepSchema();
        if (request.CalculateSize() > MostBytes) throw new RpcException(RpcErrors.TooLarge);
        Check(request);
        PublishResponse response = new() { RpcId = call.RpcId, SchemaId = request.Events[0].SchemaId };
        List<BusEvent> messages = [];
        List<PublishResult> published = [];
        foreach (ProducerEvent message in request.Events)
        {
            EventSchema own = org.Schemas.Find(message.SchemaId)!;
            string id = message.Id.Length > 0 ? message.Id : Guid.NewGuid().ToString();
            PublishResult result = new() { CorrelationKey = id };
            response.Results.Add(result);
            PublishFault? fault = org.Faults.Take();
            result.Error = fault is null ? ErrorOf(message, own) : new Error { Code = fault.Code, Msg = fault.Message };
            if (result.Error is not null && fault is not { Published: true }) continue;
            messages.Add(new BusEvent(own.TypeName, own.Id, message.Payload.ToByteArray(), id, org.Clock.GetUtcNow()));
            published.Add(result);
        }

        IReadOnlyList<ReplayId> ids = org.Bus.Append(messages);
        for (int i = 0; i < ids.Count; i++)
            if (published[i].Error is null)
                published[i].ReplayId = ids[i].ToBytes();
        call.Count(request.Events.Count);
        return response;
    }

    /// <summary>What is wrong with a request as a whole: then none of its events is published.</summary>
    private void Check(PublishRequest request)
    {
        call.Subject = request.TopicName;
        if (request.AuthRefresh.Length > 0) throw call.Fail(RpcErrors.PublishAuthRefresh);
        if (request.TopicName.Length == 0) throw call.Fail(RpcErrors.PublishTopicEmpty);
        if (org.Topics.Find(request.TopicName) is not { } topic) throw call.Fail(RpcErrors.TopicNotFound);
        if (!org.Topics.MaySee(topic, call.UserId)) throw call.Fail(RpcErrors.TopicPermission);
        if (!topic.CanPublish) throw call.Fail(RpcErrors.CannotPublish);
        if (request.Events.Count == 0) throw call.Fail(RpcErrors.PublishCount);
        foreach (ProducerEvent message in request.Events)
            if (!IsOf(topic, message.SchemaId))
                throw call.Fail(RpcErrors.SchemaInvalid);
    }

    /// <summary>Events are written with the newest schema of a type of the topic.</summary>
    private bool IsOf(EventTopic topic, string schemaId) =>
        org.Schemas.Find(schemaId) is { } schema && topic.Types?.Contains(schema.TypeName) == true &&
        org.Schemas.Current(schema.TypeName)?.Id == schemaId;

    private Error? ErrorOf(ProducerEvent message, EventSchema schema)
    {
        if (message.CalculateSize() > MostEventBytes) return Failed("The event message is too large: it can have up to 1 MB.");
        if (!PayloadCheck.IsValid(schema.Schema, message.Payload.Span)) return Failed("The payload can't be read with its schema.");
        return org.Usage.TakePublishing(1) == 0 ? Failed("LIMIT_EXCEEDED: The hourly limit of published platform events has been exceeded.") : null;
    }

    private static Error Failed(string message) => new() { Code = ErrorCode.Publish, Msg = message };
}
