using Grpc.Core;
using SalesforceCC.Emulator.Events.Faults;
using SalesforceCC.Emulator.Events.Protocol;
using SalesforceCC.Emulator.Hosting;

namespace SalesforceCC.Emulator.Events.Service;

/// <summary>PublishStream: requests on one topic, answered in their order, until none has come for a while.</summary>
internal sealed class PublishingStream(EventOrg org, Publisher publisher, CallGate gate, PubSubCall call)
{
    private DateTimeOffset _last = org.Clock.GetUtcNow();

    public RpcFault? Fault { get; init; }

    public async Task RunAsync(
        IAsyncStreamReader<PublishRequest> requests, IServerStreamWriter<PublishResponse> responses, CancellationToken cancel)
    {
        string? topic = null;
        while (await NextAsync(requests, cancel))
        {
            // Unlike one who subscribes, one who publishes has to show the token for each request.
            if (!gate.IsAlive(call)) throw call.Fail(RpcErrors.Auth);
            PublishRequest request = requests.Current;
            if (topic is null) topic = request.TopicName;
            else if (request.TopicName.Length == 0) request.TopicName = topic;
            else if (request.TopicName != topic) throw call.Fail(RpcErrors.PublishTopicMismatch);
            PublishResponse response = publisher.Publish(request);
            bool ends = Fault is { AfterEvents: { } after } && call.Events >= after;
            if (org.Settings.ResponseDelayMs is > 0 and int delay) await Task.Delay(delay, cancel);
            if (!ends || !Fault!.Unanswered) await responses.WriteAsync(response, cancel);
            if (ends) throw call.Fail(Fault!.ToError());
        }
    }

    private async Task<bool> NextAsync(IAsyncStreamReader<PublishRequest> requests, CancellationToken cancel)
    {
        TaskCompletionSource late = new(TaskCreationOptions.RunContinuationsAsynchronously);
        using ClockTimer alarm = org.Clock.CreateAlarm(() => late.TrySetResult());
        alarm.Set(_last.AddSeconds(org.Settings.PublishWindowSeconds));
        Task<bool> next = requests.MoveNext(cancel);
        if (await Task.WhenAny(next, late.Task) != next) throw call.Fail(RpcErrors.PublishWindow);
        _last = org.Clock.GetUtcNow();
        return await next;
    }
}
