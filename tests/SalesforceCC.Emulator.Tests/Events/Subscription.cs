using Google.Protobuf;
using Grpc.Core;
using SalesforceCC.Client.Tests.Support;
using SalesforceCC.Events.Protocol;

namespace SalesforceCC.Emulator.Tests.Events;

/// <summary>A call of Subscribe, one response after the other.</summary>
internal sealed class Subscription : IDisposable
{
    private readonly AsyncDuplexStreamingCall<FetchRequest, FetchResponse> _call;
    private readonly Task _first;

    public Subscription(AsyncDuplexStreamingCall<FetchRequest, FetchResponse> call, FetchRequest? first)
    {
        _call = call;
        _first = first is null ? Task.CompletedTask : WriteAsync(first);
    }

    public static FetchRequest Latest(int count = 100, string topic = BusOrg.Topic) => new() { TopicName = topic, NumRequested = count };

    public static FetchRequest Earliest(int count = 100, string topic = BusOrg.Topic) =>
        new() { TopicName = topic, NumRequested = count, ReplayPreset = ReplayPreset.Earliest };

    public static FetchRequest After(ByteString id, int count = 100, string topic = BusOrg.Topic) =>
        new() { TopicName = topic, NumRequested = count, ReplayPreset = ReplayPreset.Custom, ReplayId = id };

    public async Task AskAsync(FetchRequest request)
    {
        await _first;
        await _call.RequestStream.WriteAsync(request);
    }

    public Task AskAsync(int count) => AskAsync(new FetchRequest { NumRequested = count });

    public async Task CompleteAsync()
    {
        await _first;
        await _call.RequestStream.CompleteAsync();
    }

    /// <summary>The next response; null where the stream has ended without an error.</summary>
    public async Task<FetchResponse?> NextAsync()
    {
        await _first;
        return await _call.ResponseStream.MoveNext(BusOrg.Cancel).WaitAsync(Patience.Limit, BusOrg.Cancel) ? _call.ResponseStream.Current : null;
    }

    /// <summary>The next events, however many responses they come in.</summary>
    public async Task<List<ConsumerEvent>> TakeAsync(int count)
    {
        List<ConsumerEvent> events = [];
        while (events.Count < count)
            events.AddRange((await NextAsync() ?? throw new InvalidOperationException($"The stream has ended after {events.Count} events.")).Events);
        return events;
    }

    /// <summary>A call that is refused at once may be over before this is sent: what it was refused with, its response says.</summary>
    private async Task WriteAsync(FetchRequest first)
    {
        try
        {
            await _call.RequestStream.WriteAsync(first);
        }
        catch (Exception e) when (e is RpcException or InvalidOperationException)
        {
        }
    }

    public void Dispose() => _call.Dispose();
}
