using SalesforceCC.Events.Publishing;
using static SalesforceCC.Client.Tests.Events.SampleEvents;

namespace SalesforceCC.Client.Tests.Events;

public class EventSenderTests
{
    private static readonly CancellationToken s_stop = TestContext.Current.CancellationToken;

    private static OutgoingEvent New(params (string Name, object? Value)[] fields) => new(fields, [.. Fields(fields)]);

    private static OutgoingEvent Numbered(int number) => New(("Order_Number__c", $"A-{number}"));

    private static async Task<List<OutgoingEvent>> Send(EventSender sender, IEnumerable<OutgoingEvent> events)
    {
        List<OutgoingEvent> taken = [];
        void Take()
        {
            while (sender.TryTake() is { } done)
                taken.Add(done);
        }

        foreach (OutgoingEvent one in events)
        {
            await sender.AddAsync(one, s_stop);
            Take();
        }

        await sender.CompleteAsync(s_stop);
        Take();
        return taken;
    }

    [Fact]
    public async Task Events_go_200_to_a_request_in_their_order()
    {
        FakePublisher publisher = new();
        EventSender sender = new(publisher, EventSender.MaxBatchSize);
        OutgoingEvent[] events = [.. Enumerable.Range(0, 450).Select(Numbered)];

        Assert.Equal(events, await Send(sender, events));

        Assert.Equal([200, 200, 50], publisher.Requests.Select(r => r.Length));
        Assert.Equal(events, publisher.Requests.SelectMany(r => r));
        Assert.Equal(1, publisher.Asked);
        Assert.Equal(450, sender.Published);
        Assert.Empty(sender.Sending);
        Assert.Equal(450, events.Select(e => e.EventUuid).Distinct().Count());
        Assert.All(events, e => Assert.Equal(e.EventUuid, e.Result!.EventUuid));
    }

    [Fact]
    public async Task Requests_stay_below_3_MB()
    {
        FakePublisher publisher = new();
        OutgoingEvent[] events = [.. Enumerable.Range(0, 10).Select(_ => New(("Order_Number__c", new string('x', 700_000))))];

        await Send(new EventSender(publisher, EventSender.MaxBatchSize), events);

        Assert.Equal([4, 4, 2], publisher.Requests.Select(r => r.Length));
        Assert.All(publisher.Requests, r => Assert.InRange(r.Sum(e => e.Body.Length), 1, 3_000_000));
    }

    [Fact]
    public async Task An_event_over_1_MB_is_refused_by_the_name_of_its_largest_field()
    {
        FakePublisher publisher = new();
        OutgoingEvent large = New(("Amount__c", 1), ("Order_Number__c", new string('x', EventSender.MaxEventBytes)));

        await Send(new EventSender(publisher, 200), [Numbered(1), large, Numbered(2)]);

        Assert.Equal(2, Assert.Single(publisher.Requests).Length);
        Assert.Equal(SfErrorCodes.InvalidParameter, large.Failure!.Code);
        Assert.Contains("'Order_Number__c'", large.Failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_wrong_with_one_event_stops_no_other()
    {
        FakePublisher publisher = new();
        OutgoingEvent[] events =
        [
            Numbered(1), New(("Order_Numbr__c", "x")), New(("Amount__c", "12,5")), New(("Paid__c", "yes")), New(("Placed_At__c", "2026-01-31")),
            New(("Amount__c", double.NaN)), New(("Paid__c", 5)), New(("Order_Number__c", new List<object?> { 1 })), Numbered(2),
        ];

        Assert.Equal(events, await Send(new EventSender(publisher, 200), events));

        Assert.Equal([events[0], events[8]], Assert.Single(publisher.Requests));
        Assert.All(events.Skip(1).Take(7), e => Assert.Equal(SfErrorCodes.InvalidParameter, e.Failure!.Code));
        Assert.Contains("Order_Number__c?", events[1].Failure!.Message, StringComparison.Ordinal);
        Assert.Equal(["Amount__c"], events[2].Failure!.Fields);
    }

    [Fact]
    public async Task A_request_of_unknown_fate_is_not_sent_again_and_says_so()
    {
        FakePublisher publisher = new();
        publisher.Failures.Enqueue(new SfException(SfErrorCodes.ConnectionLost, "It broke off."));
        OutgoingEvent[] events = [.. Enumerable.Range(0, 3).Select(Numbered)];

        await Send(new EventSender(publisher, 2), events);

        Assert.Equal([2, 1], publisher.Requests.Select(r => r.Length));
        Assert.All(events.Take(2), e => Assert.Contains($"It is not known whether the event was published (EventUuid {e.EventUuid})", e.Failure!.Message, StringComparison.Ordinal));
        Assert.NotNull(events[2].Result);
    }

    [Fact]
    public async Task A_response_that_says_nothing_of_an_event_leaves_its_fate_unknown()
    {
        FakePublisher publisher = new() { Outcome = static _ => { } };
        OutgoingEvent one = Numbered(1);

        await Send(new EventSender(publisher, 2), [one]);

        Assert.Contains(one.EventUuid!, one.Failure!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_refused_says_nothing_of_doubt()
    {
        FakePublisher publisher = new();
        publisher.Failures.Enqueue(new SfException("REFUSED", "No.") { NotExecuted = true });
        OutgoingEvent one = Numbered(1);

        await Send(new EventSender(publisher, 1), [one]);

        Assert.Equal("No.", one.Failure!.Message);
    }

    [Fact]
    public async Task A_failure_of_all_ends_the_sending()
    {
        FakePublisher publisher = new();
        publisher.Failures.Enqueue(new SfException("sfdc.platform.eventbus.grpc.topic.meta.permission", "No.") { NotExecuted = true });
        OutgoingEvent[] events = [.. Enumerable.Range(0, 5).Select(Numbered)];

        await Send(new EventSender(publisher, 1), events);

        Assert.Single(publisher.Requests);
        Assert.All(events, e => Assert.Equal("No.", e.Failure!.Message));
    }

    [Fact]
    public async Task Events_are_written_anew_when_the_schema_has_changed()
    {
        FakePublisher publisher = new();
        publisher.Failures.Enqueue(new SfException("OUTDATED", "Old.") { NotExecuted = true });
        EventSender sender = new(publisher, 2);
        OutgoingEvent first = Numbered(1);
        OutgoingEvent gone = New(("Paid__c", true));
        await sender.AddAsync(first, s_stop);
        publisher.Schema = Order.Replace("Paid__c", "Settled__c", StringComparison.Ordinal);
        byte[] before = first.Body;
        string uuid = first.EventUuid!;
        await sender.AddAsync(gone, s_stop);
        await sender.CompleteAsync(s_stop);

        Assert.Equal([2, 1], publisher.Requests.Select(r => r.Length));
        Assert.Equal(2, publisher.Asked);
        Assert.Equal(uuid, first.Result!.EventUuid);
        Assert.Equal(before, first.Body);
        Assert.Contains("'Paid__c'", gone.Failure!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_schema_that_is_refused_twice_is_not_asked_for_for_ever()
    {
        FakePublisher publisher = new();
        publisher.Failures.Enqueue(new SfException("OUTDATED", "Old.") { NotExecuted = true });
        publisher.Failures.Enqueue(new SfException("OUTDATED", "Still old.") { NotExecuted = true });
        OutgoingEvent one = Numbered(1);

        await Send(new EventSender(publisher, 1), [one]);

        Assert.Equal(2, publisher.Requests.Count);
        Assert.Equal("Still old.", one.Failure!.Message);
    }

    [Fact]
    public async Task No_more_events_are_taken_than_a_request_under_way_and_the_next_can_hold()
    {
        TaskCompletionSource gate = new();
        FakePublisher publisher = new() { Gate = gate.Task };
        EventSender sender = new(publisher, 2);
        for (int i = 0; i < 3; i++)
            await sender.AddAsync(Numbered(i), s_stop);

        Task fourth = sender.AddAsync(Numbered(3), s_stop);
        Assert.False(fourth.IsCompleted);
        Assert.Equal(2, sender.Sending.Count);
        gate.SetResult();
        await fourth;
        await sender.CompleteAsync(s_stop);

        Assert.Equal(4, sender.Published);
    }

    [Fact]
    public async Task Whoever_stops_knows_what_is_under_way()
    {
        FakePublisher publisher = new() { Gate = new TaskCompletionSource().Task };
        EventSender sender = new(publisher, 1);
        using CancellationTokenSource stop = new();
        OutgoingEvent one = Numbered(1);
        await sender.AddAsync(one, stop.Token);
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sender.CompleteAsync(stop.Token));
        Assert.Equal([one], sender.Sending);
        Assert.Equal(0, sender.Published);
    }

    [Fact]
    public async Task Where_Salesforce_sets_the_uuid_none_is_made_up()
    {
        FakePublisher publisher = new() { SetsUuid = false };
        publisher.Failures.Enqueue(new SfException(SfErrorCodes.ConnectionLost, "It broke off."));
        OutgoingEvent one = Numbered(1);
        one.EventUuid = "5e2a";

        await Send(new EventSender(publisher, 1), [one]);

        Assert.Null(one.EventUuid);
        Assert.DoesNotContain("EventUuid", one.Failure!.Message, StringComparison.Ordinal);
        Assert.Single(one.Notes);
    }
}
