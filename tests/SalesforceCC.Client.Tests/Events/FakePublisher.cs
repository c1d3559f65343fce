using SalesforceCC.Events;
using SalesforceCC.Events.Publishing;

namespace SalesforceCC.Client.Tests.Events;

/// <summary>Takes events without an org, and fails as it is told.</summary>
internal sealed class FakePublisher(string schema = SampleEvents.Order) : IEventPublisher
{
    private EventType? _type;

    /// <summary>What the org's schema is now.</summary>
    public string Schema { get; set; } = schema;

    public List<OutgoingEvent[]> Requests { get; } = [];

    /// <summary>The failures of the next requests; null: one that is taken.</summary>
    public Queue<SfException?> Failures { get; } = [];

    /// <summary>Waited for before a request ends.</summary>
    public Task Gate { get; set; } = Task.CompletedTask;

    /// <summary>What becomes of one event.</summary>
    public Action<OutgoingEvent> Outcome { get; set; } = static o => o.Succeed("01");

    public int Asked { get; private set; }

    public bool SetsUuid { get; init; } = true;

    public Task<EventType> GetTypeAsync(bool again, CancellationToken stop)
    {
        if (_type is null || again)
        {
            Asked++;
            _type = SampleEvents.Type(Schema);
        }

        return Task.FromResult(_type);
    }

    public byte[] Encode(EventType type, IReadOnlyList<EventMember> members) =>
        EventPayload.Of(type, members, DateTimeOffset.FromUnixTimeMilliseconds(1_790_000_000_000), "005000000000001AAA");

    public async Task PublishAsync(EventType type, IReadOnlyList<OutgoingEvent> events, CancellationToken stop)
    {
        Assert.All(events, e => Assert.Same(type, e.Type));
        Requests.Add([.. events]);
        await Gate.WaitAsync(stop);
        if (Failures.Count > 0 && Failures.Dequeue() is { } failure)
            throw failure;
        foreach (OutgoingEvent outgoing in events)
            Outcome(outgoing);
    }

    public bool IsOutdated(SfException e) => e.Code == "OUTDATED";
}
