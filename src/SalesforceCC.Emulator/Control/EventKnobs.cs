using System.Text.Json.Nodes;
using SalesforceCC.Emulator.Events;
using SalesforceCC.Emulator.Events.Bus;
using SalesforceCC.Emulator.Events.Faults;
using SalesforceCC.Emulator.Http;

namespace SalesforceCC.Emulator.Control;

/// <summary>How the event bus goes, what is on it, and what goes wrong with it.</summary>
internal sealed class EventKnobs(EventOrg org)
{
    /// <summary><c>{"keepaliveSeconds":10,"retentionHours":1}</c>: what is left out stays.</summary>
    public Answer Set(Call call)
    {
        org.Settings = ControlJson.Merge(org.Settings, ControlJson.ReadObject(call)).Checked();
        return ControlJson.Answer(org.Settings);
    }

    /// <summary>What there is, and the calls so far.</summary>
    public Answer Get(Call call)
    {
        (long events, long bytes, ReplayId last) = org.Bus.State;
        return ControlJson.Answer(new
        {
            events,
            bytes,
            latestReplayId = last.ToString(),
            streams = org.Streams.Count,
            deliveriesLeft = org.Usage.DeliveriesLeft,
            publishingLeft = org.Usage.PublishingLeft,
            settings = org.Settings,
            calls = org.Calls.All.Select(c => new
            {
                c.Rpc,
                c.RpcId,
                c.UserId,
                c.Started,
                c.Subject,
                c.From,
                c.Requested,
                c.Events,
                c.Commits,
                c.Ended,
            }),
        });
    }

    /// <summary>All events are gone, as after a reset of the stream or the refresh of a sandbox.</summary>
    public Answer Purge(Call call)
    {
        org.Bus.Clear();
        return Answer.Empty(204);
    }

    /// <summary>Forgets what has been delivered, published and called so far.</summary>
    public Answer ClearCalls(Call call)
    {
        org.Calls.Clear();
        org.Usage.Clear();
        return Answer.Empty(204);
    }

    /// <summary>
    /// <c>{"type":"Order_Placed__e","payloadBase64":"...","count":1000}</c>: events as they are, whatever they are; copies have
    /// ids of their own.
    /// </summary>
    public Answer Publish(Call call)
    {
        RawEvent order = ControlJson.Read<RawEvent>(call);
        IReadOnlyList<BusEvent> events = order.Make(org);
        IReadOnlyList<ReplayId> ids = [];
        foreach (BusEvent[] some in events.Chunk(1_000)) ids = org.Bus.Append(some);
        return ControlJson.Answer(new { published = events.Count, replayId = ids[^1].ToString() });
    }

    /// <summary>Cuts all streams, as where the network fails; how many there were.</summary>
    public Answer Drop(Call call) => ControlJson.Answer(new { streams = org.Streams.Drop() });

    /// <summary><c>{"rpc":"Subscribe","code":"service.unavailable","status":"UNAVAILABLE","afterEvents":3}</c></summary>
    public Answer AddError(Call call)
    {
        org.Faults.Add(ControlJson.Read<RpcFault>(call));
        return Answer.Empty(204);
    }

    /// <summary><c>{"count":1,"skip":2,"code":"PUBLISH","message":"..."}</c></summary>
    public Answer AddPublishError(Call call)
    {
        org.Faults.Add(ControlJson.Read<PublishFault>(call));
        return Answer.Empty(204);
    }

    public Answer ClearErrors(Call call)
    {
        org.Faults.Clear();
        return Answer.Empty(204);
    }
}
