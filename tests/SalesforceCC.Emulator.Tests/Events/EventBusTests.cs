using Microsoft.Extensions.Time.Testing;
using SalesforceCC.Emulator.Events;
using SalesforceCC.Emulator.Events.Bus;
using SalesforceCC.Emulator.Hosting;
using Xunit;

namespace SalesforceCC.Emulator.Tests.Events;

/// <summary>The bus by itself, and the clock that its streams go by.</summary>
public sealed class EventBusTests
{
    private static readonly DateTimeOffset s_start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly FakeTimeProvider _machine = new(s_start);
    private readonly EmulatorClock _clock;
    private readonly EventBus _bus;
    private EventSettings _settings = new();

    public EventBusTests()
    {
        _clock = new EmulatorClock(_machine);
        _bus = new EventBus(_clock, () => _settings);
    }

    [Fact]
    public void Ids_grow_with_gaps_and_name_the_place_after_their_event()
    {
        IReadOnlyList<ReplayId> ids = _bus.Append([.. Enumerable.Range(0, 5_000).Select(i => Event($"{i}"))]);
        long[] steps = [.. ids.Zip(ids.Skip(1), (a, b) => b.Number - a.Number)];
        Assert.Equal([1L, 3L], steps.Distinct().Order());
        Assert.Equal([0L, 1_500L, 5_000L], new[] { _bus.Earliest(), PlaceAfter(ids[1_499]), _bus.Tip() });
        Assert.Equal("1500", Read(PlaceAfter(ids[1_499]), 1)[0].EventId);
        Assert.True(ReplayId.TryParse(ids[7].ToString(), out ReplayId same));
        Assert.Equal(ids[7], same);
        Assert.Equal(ids[7], ReplayId.TryParse(ids[7].ToString()[..16], out same) ? same : default);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("zz00000000000000")]
    [InlineData("00000000005a94f00001")]
    [InlineData("00000000005a94f000")]
    [InlineData("0000000000000000")]
    public void What_is_no_id_is_not_read_as_one(string? text) => Assert.False(ReplayId.TryParse(text, out _));

    [Fact]
    public void Ids_of_events_come_back_as_they_were_given()
    {
        string key = Guid.NewGuid().ToString();
        string?[] given = [key, key.ToUpperInvariant(), "no uuid", null, Guid.Empty.ToString(), ""];
        _bus.Append([.. given.Select(Event)]);
        Assert.Equal(given, Read(0, 10).Select(e => e.EventId));
    }

    [Fact]
    public void Payloads_stay_what_they_were_whatever_comes_after_them()
    {
        _bus.Append([Event("a", size: 100)]);
        StoredEvent first = Read(0, 1)[0];
        for (int i = 0; i < 200; i++) _bus.Append([Event("b", size: 50_000, fill: 9)]);
        Assert.Equal(Enumerable.Repeat((byte)1, 100), first.Payload.ToArray());
        Assert.Equal(201, Read(0, 1_000).Count);
    }

    [Fact]
    public void A_response_has_so_many_bytes_but_one_event_at_least()
    {
        _bus.Append([Event("a", size: 500), Event("b", size: 500), Event("c", size: 500)]);
        Assert.Equal(2, Read(0, 10, bytes: 1_200).Count);
        Assert.Single(Read(0, 10, bytes: 1));
    }

    [Fact]
    public void The_oldest_go_by_age_one_by_one_and_by_number_or_bytes_in_pieces()
    {
        ReplayId old = _bus.Append([Event("old")])[0];
        _machine.Advance(TimeSpan.FromHours(1));
        Assert.Null(_bus.TryMark(_bus.Tip() - 1));
        ReplayId mark = _bus.TryMark(_bus.Tip())!.Value;
        ReplayId young = _bus.Append([Event("young")])[0];
        Assert.True(_bus.TryFind(old, out _) && _bus.TryFind(mark, out _));
        _clock.Advance(TimeSpan.FromHours(71.5));
        Assert.False(_bus.TryFind(old, out _));
        Assert.Equal(["young"], Read(_bus.Earliest(), 10).Select(e => e.EventId));
        Assert.Equal(_bus.Earliest(), PlaceAfter(mark));
        long gone = 0;
        Assert.False(_bus.TryRead(ref gone, _ => true, 1, 1, []));
        _clock.Advance(TimeSpan.FromHours(1));
        Assert.False(_bus.TryFind(mark, out _) || _bus.TryFind(young, out _));
        Assert.Equal(0, _bus.State.Events);

        _settings = new EventSettings { RetentionEvents = 2_000 };
        for (int i = 0; i < 10; i++) _bus.Append([.. Enumerable.Range(0, 1_000).Select(_ => Event("x"))]);
        Assert.InRange(_bus.State.Events, 1_000, 3_100);
        _settings = new EventSettings { RetentionBytes = 5_000_000 };
        for (int i = 0; i < 10; i++) _bus.Append([Event("x", size: 2_000_000)]);
        Assert.InRange(_bus.State.Bytes, 2_000_000, 9_000_000);
    }

    [Fact]
    public async Task What_is_published_together_is_read_together_by_everybody()
    {
        const int Writers = 4;
        const int Lists = 200;
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(w => Task.Run(() =>
        {
            for (int i = 0; i < Lists; i++) _bus.Append([Event($"{w}-{i}"), Event($"{w}-{i}"), Event($"{w}-{i}")]);
        })));
        List<StoredEvent> events = Read(0, 10_000);
        Assert.Equal(Writers * Lists * 3, events.Count);
        Assert.All(events.Chunk(3), three => Assert.Single(three.Select(e => e.EventId).Distinct()));
    }

    [Fact]
    public void Limits_come_back_little_by_little()
    {
        EventUsage usage = new(_clock, () => _settings);
        _settings = new EventSettings { PublishedPerHour = 10, DeliveredPerDay = 5 };
        Assert.Equal(6, usage.TakePublishing(6));
        _clock.Advance(TimeSpan.FromMinutes(30));
        Assert.Equal((4, 0, 0), (usage.TakePublishing(6), usage.TakePublishing(1), usage.PublishingLeft));
        _clock.Advance(TimeSpan.FromMinutes(31));
        Assert.Equal(6, usage.PublishingLeft);
        _clock.Advance(TimeSpan.FromMinutes(30));
        Assert.Equal(10, usage.PublishingLeft);
        Assert.Equal(5, usage.TakeDeliveries(7));
        _clock.Advance(TimeSpan.FromDays(3));
        Assert.Equal(5, usage.DeliveriesLeft);
    }

    [Fact]
    public void Timers_ring_when_their_time_has_passed_or_was_skipped_and_not_before()
    {
        int rung = 0;
        using ITimer timer = _clock.CreateTimer(_ => rung++, null, TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(5));
        _machine.Advance(TimeSpan.FromSeconds(4));
        _clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(0, rung);
        _machine.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(1, rung);
        _clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(2, rung);
        _clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(3, rung);
        timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _clock.Advance(TimeSpan.FromHours(1));
        _machine.Advance(TimeSpan.FromHours(1));
        Assert.Equal(3, rung);
    }

    [Fact]
    public void An_alarm_rings_at_its_moment_or_at_once_where_that_has_passed()
    {
        int rung = 0;
        using ClockTimer alarm = _clock.CreateAlarm(() => rung++);
        alarm.Set(s_start.AddSeconds(70));
        _clock.Advance(TimeSpan.FromSeconds(69));
        Assert.Equal(0, rung);
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(1, rung);
        alarm.Set(s_start);
        _machine.Advance(TimeSpan.Zero);
        Assert.Equal(2, rung);
    }

    [Fact]
    public async Task Waiting_by_the_clock_of_the_org_takes_no_time_where_it_is_moved()
    {
        Task day = Task.Delay(TimeSpan.FromDays(1), _clock, TestContext.Current.CancellationToken);
        _clock.Advance(TimeSpan.FromHours(23));
        Assert.False(day.IsCompleted);
        _clock.Advance(TimeSpan.FromHours(1));
        await day;
    }

    private BusEvent Event(string? id) => Event(id, 10);

    private BusEvent Event(string? id, int size, byte fill = 1) =>
        new("Order_Placed__e", "schema", [.. Enumerable.Repeat(fill, size)], id, _clock.GetUtcNow());

    private long PlaceAfter(ReplayId id)
    {
        Assert.True(_bus.TryFind(id, out long place));
        return place;
    }

    private List<StoredEvent> Read(long place, int most, long bytes = long.MaxValue)
    {
        List<StoredEvent> events = [];
        Assert.True(_bus.TryRead(ref place, _ => true, most, bytes, events));
        return events;
    }
}
