using Google.Protobuf;
using Grpc.Core;
using SalesforceCC.Emulator.Events.Bus;
using SalesforceCC.Emulator.Events.Faults;
using SalesforceCC.Emulator.Events.Protocol;
using SalesforceCC.Emulator.Events.Topics;
using SalesforceCC.Emulator.Hosting;

namespace SalesforceCC.Emulator.Events.Service;

/// <summary>
/// A stream of events to one subscriber: as many as were asked for, as soon as there are some; now and then an empty response
/// where there are none; and the end when nobody asks for more. Requests are taken by one thread, responses written by another.
/// </summary>
internal abstract class FetchStream(EventOrg org, PubSubCall call)
{
    private readonly Lock _lock = new();
    private readonly Signal _signal = new();
    private EventFeed? _feed;
    private int _pending;
    private volatile bool _closed;
    private volatile RpcError? _error;
    private DateTimeOffset _sent;
    private DateTimeOffset _idle;
    private DateTimeOffset _armed = DateTimeOffset.MaxValue;

    /// <summary>What ends the stream after so many events.</summary>
    public RpcFault? Fault { get; init; }

    protected EventOrg Org => org;

    protected PubSubCall Call => call;

    /// <summary>The newest id that has been sent.</summary>
    protected ReplayId Newest { get; private set; }

    /// <summary>The client has gone without a word.</summary>
    protected bool IsLeft { get; private set; }

    protected int Pending
    {
        get
        {
            lock (_lock) return _pending;
        }
    }

    /// <summary>Takes requests and sends events until one side ends it.</summary>
    public async Task RunAsync<TRequest>(IAsyncStreamReader<TRequest> requests, CancellationToken cancel)
    {
        using CancellationTokenSource end = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        if (!await requests.MoveNext(cancel)) return;
        _sent = _idle = org.Clock.GetUtcNow();
        if (Begin(requests.Current!) is { } refused) throw call.Fail(refused);
        Task reading = ReadAsync(requests, end.Token);
        try
        {
            await LoopAsync(end.Token);
        }
        finally
        {
            await end.CancelAsync();
            await reading;
        }
    }

    /// <summary>Takes the first request; what is wrong with it.</summary>
    protected abstract RpcError? Begin(object request);

    /// <summary>Takes a further request; what is wrong with it.</summary>
    protected abstract RpcError? Continue(object request);

    protected abstract Task WriteAsync(IReadOnlyList<ConsumerEvent> events, ByteString latest, int pending, CancellationToken cancel);

    /// <summary>Does what else is due, before each look for events; when it is due next.</summary>
    protected virtual ValueTask<DateTimeOffset> TurnAsync(DateTimeOffset now, CancellationToken cancel) => new(DateTimeOffset.MaxValue);

    /// <summary>The stream begins at a place of a topic.</summary>
    protected void Start(EventTopic topic, long place) => _feed = new EventFeed(org, topic, place, call.UserId);

    /// <summary>The client can take so many events more; what is wrong with that.</summary>
    protected RpcError? Ask(int count)
    {
        lock (_lock)
        {
            if ((long)_pending + count > int.MaxValue) return RpcErrors.RequestedOverflow;
            _pending = Math.Min(_pending + count, org.Settings.MostRequested);
            call.Requested += count;
        }

        return null;
    }

    private async Task ReadAsync<TRequest>(IAsyncStreamReader<TRequest> requests, CancellationToken cancel)
    {
        try
        {
            while (_error is null && await requests.MoveNext(cancel))
            {
                _error = Continue(requests.Current!);
                _signal.Set();
            }
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or RpcException or InvalidOperationException)
        {
            // The stream has ended on this side, which its writer knows by itself, or the client has gone.
            if (cancel.IsCancellationRequested) return;
            IsLeft = true;
        }

        _closed = true;
        _signal.Set();
    }

    private async Task LoopAsync(CancellationToken cancel)
    {
        using IDisposable listening = org.Bus.Listen(_signal);
        using ClockTimer timer = org.Clock.CreateAlarm(_signal.Set);
        while (true)
        {
            DateTimeOffset due = await TurnAsync(org.Clock.GetUtcNow(), cancel);
            bool closed = _closed;
            if (_error is { } error) throw call.Fail(error);
            if (closed) return;
            if (Fault is { AfterEvents: { } after } && call.Events >= after) throw call.Fail(Fault.ToError());
            if (await DeliverAsync(cancel)) continue;

            EventSettings settings = org.Settings;
            DateTimeOffset now = org.Clock.GetUtcNow();
            DateTimeOffset alive = _sent.AddSeconds(settings.KeepaliveSeconds);
            if (now >= alive)
            {
                // A place ahead of events that were published just now would take them from who begins again there.
                if (org.Bus.TryMark(_feed!.Place) is { } mark) await SendAsync([], mark, cancel);
                else if (Pending == 0) await SendAsync([], Newest, cancel);
                continue;
            }

            DateTimeOffset idle = Pending > 0 ? DateTimeOffset.MaxValue : _idle.AddSeconds(settings.IdleSeconds);
            if (now >= idle) return;
            Arm(timer, now, alive < idle ? alive : idle, due);
            await _signal.WaitAsync(cancel);
        }
    }

    /// <summary>Sets the timer, unless it rings before anyway.</summary>
    private void Arm(ClockTimer timer, DateTimeOffset now, DateTimeOffset one, DateTimeOffset other)
    {
        DateTimeOffset next = one < other ? one : other;
        if (now >= _armed) _armed = DateTimeOffset.MaxValue;
        if (next >= _armed) return;
        _armed = next;
        timer.Set(next);
    }

    /// <summary>Sends the next events; false where there are none, or none are wanted.</summary>
    private async Task<bool> DeliverAsync(CancellationToken cancel)
    {
        int wanted = Pending;
        if (Fault is { AfterEvents: { } after }) wanted = (int)Math.Min(wanted, after - call.Events);
        if (wanted == 0) return false;
        try
        {
            if (!_feed!.Read(wanted)) return false;
        }
        catch (InvalidDataException)
        {
            throw call.Fail(RpcErrors.ReplayCorrupted);
        }

        int found = _feed.Events.Count;
        int allowed = org.Usage.TakeDeliveries(found);
        _feed.Shorten(allowed);
        if (allowed > 0) await SendAsync(_feed.Events, _feed.Last, cancel);
        return allowed < found ? throw call.Fail(RpcErrors.DeliveryLimit) : true;
    }

    private async Task SendAsync(IReadOnlyList<ConsumerEvent> events, ReplayId latest, CancellationToken cancel)
    {
        int pending;
        lock (_lock) pending = _pending -= events.Count;
        if (org.Settings.ResponseDelayMs is > 0 and int delay) await Task.Delay(delay, cancel);
        Newest = latest;
        call.Count(events.Count);

        // Counted from before the client can have it: who moves the clock then has moved it after.
        _sent = org.Clock.GetUtcNow();
        if (pending == 0 && events.Count > 0) _idle = _sent;
        await WriteAsync(events, latest.Number == 0 ? ByteString.Empty : latest.ToBytes(), pending, cancel);
    }
}
