using Google.Protobuf;
using Grpc.Core;
using SalesforceCC.Emulator.Events.Bus;
using SalesforceCC.Emulator.Events.Protocol;
using SalesforceCC.Emulator.Events.Topics;

namespace SalesforceCC.Emulator.Events.Service;

/// <summary>Subscribe: a topic from a place that the client names.</summary>
internal sealed class SubscribeStream(EventOrg org, PubSubCall call, IServerStreamWriter<FetchResponse> responses) : FetchStream(org, call)
{
    private FetchRequest _first = new();

    protected override RpcError? Begin(object request)
    {
        _first = (FetchRequest)request;
        Call.Subject = _first.TopicName;
        if (_first.AuthRefresh.Length > 0) return RpcErrors.AuthRefresh;
        if (_first.TopicName.Length == 0) return RpcErrors.TopicEmpty;
        if (Org.Topics.Find(_first.TopicName) is not { } topic) return RpcErrors.TopicNotFound;
        if (!Org.Topics.MaySee(topic, Call.UserId)) return RpcErrors.TopicPermission;
        if (!topic.CanSubscribe) return RpcErrors.CannotSubscribe;
        if (_first.NumRequested <= 0) return RpcErrors.RequestedInvalid;
        if (Org.Usage.DeliveriesLeft == 0) return RpcErrors.DeliveryLimit;
        return Place(topic) ?? Ask(_first.NumRequested);
    }

    protected override RpcError? Continue(object request)
    {
        FetchRequest next = (FetchRequest)request;
        if (next.AuthRefresh.Length > 0) return RpcErrors.AuthRefresh;
        if (next.TopicName.Length > 0 && next.TopicName != _first.TopicName) return RpcErrors.FetchTopicMismatch;

        // What is left out reads as LATEST without an id.
        bool isNew = next.ReplayPreset != ReplayPreset.Latest || !next.ReplayId.IsEmpty;
        if (isNew && (next.ReplayPreset != _first.ReplayPreset || next.ReplayId != _first.ReplayId)) return RpcErrors.ReplayRepeated;
        return next.NumRequested <= 0 ? RpcErrors.RequestedInvalid : Ask(next.NumRequested);
    }

    protected override Task WriteAsync(IReadOnlyList<ConsumerEvent> events, ByteString latest, int pending, CancellationToken cancel)
    {
        FetchResponse response = new() { LatestReplayId = latest, RpcId = Call.RpcId, PendingNumRequested = pending };
        response.Events.AddRange(events);
        return responses.WriteAsync(response, cancel);
    }

    private RpcError? Place(EventTopic topic)
    {
        Call.From = _first.ReplayPreset.ToString().ToUpperInvariant();
        switch (_first.ReplayPreset)
        {
            case ReplayPreset.Latest:
                Start(topic, Org.Bus.Tip());
                return null;
            case ReplayPreset.Earliest:
                Start(topic, Org.Bus.Earliest());
                return null;
            case ReplayPreset.Custom when _first.ReplayId.IsEmpty:
                return RpcErrors.ReplayMissing;
            case ReplayPreset.Custom:
                Call.From = Convert.ToHexStringLower(_first.ReplayId.Span);
                if (!ReplayId.TryParse(_first.ReplayId.Span, out ReplayId id) || !Org.Bus.TryFind(id, out long place)) return RpcErrors.ReplayCorrupted;
                Start(topic, place);
                return null;
            default:
                return RpcErrors.Invalid("subscription.fetch.request.invalid", "The replay preset is not known.");
        }
    }
}
