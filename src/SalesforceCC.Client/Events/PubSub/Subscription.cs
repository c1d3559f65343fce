using System.Globalization;
using Google.Protobuf;
using SalesforceCC.Events.Protocol;
using SalesforceCC.Http;

namespace SalesforceCC.Events.PubSub;

/// <summary>
/// Events in their order, for hours: whoever reads says when each event is done, and only then more are asked for. A call that
/// breaks off is begun again after the last event that came. Nothing runs beside the reader: while it works, the network and the
/// service hold what comes, which is no more than was asked for.
/// </summary>
internal sealed class Subscription : IDisposable
{
    private readonly PubSubChannel _channel;
    private readonly SubscriptionSettings _settings;
    private readonly ISubscriptionWatcher _watcher;
    private readonly CancellationToken _stop;
    private readonly CreditWindow _window;
    private readonly Reconnecting _reconnecting;
    private readonly UncommittedEvents _uncommitted = new();
    private EventFeed? _feed;
    private IAccessToken? _rejected;
    private ReplayPreset _preset;
    private ByteString? _place;
    private bool _isMoved;
    private bool _isWarned;
    private Task<Fetched?>? _reading;

    /// <param name="channel">The Pub/Sub API.</param>
    /// <param name="settings">What is subscribed to.</param>
    /// <param name="watcher">Hears how it goes.</param>
    /// <param name="stop">Ends it at once.</param>
    public Subscription(PubSubChannel channel, SubscriptionSettings settings, ISubscriptionWatcher watcher, CancellationToken stop)
    {
        _channel = channel;
        _settings = settings;
        _watcher = watcher;
        _stop = stop;
        _window = new CreditWindow(settings.First);
        _reconnecting = new Reconnecting(channel.Options, settings.MaximumRetryCount);
        _place = settings.Place is null ? null : ByteString.CopyFrom(ReplayId.TryParse(settings.Place)
            ?? throw new SfException(SfErrorCodes.InvalidParameter, $"'{settings.Place}' is not a replay id."));
        _preset = _place is not null ? ReplayPreset.Custom : settings.FromEarliest ? ReplayPreset.Earliest : ReplayPreset.Latest;
    }

    /// <summary>Topic or subscription.</summary>
    public string Name => _settings.Topic ?? _settings.ManagedSubscription!;

    private bool IsManaged => _settings.ManagedSubscription is not null;

    /// <summary>The next events; all before must have been taken. Null: as many as were wanted have come.</summary>
    /// <param name="stop">Ends the wait, and the subscription.</param>
    /// <exception cref="SfException">It cannot go on.</exception>
    public async Task<IReadOnlyList<EventMessage>?> NextAsync(CancellationToken stop)
    {
        while (!_window.IsSpent)
        {
            try
            {
                if (await ReadAsync(stop).ConfigureAwait(false) is { Count: > 0 } events)
                    return events;
            }
            catch (SfException e)
            {
                await GoOnAfterAsync(e, stop).ConfigureAwait(false);
            }
        }

        return null;
    }

    /// <summary>The reader is done with the next of the events.</summary>
    public void Taken(EventMessage done)
    {
        _window.Taken();
        if (IsManaged)
            Commit(_uncommitted.Add(done.Place, _channel.Clock));
        if (_feed is not null && _window.Take() is > 0 and int count)
            _feed.AskAsync(count).Forget();
    }

    /// <summary>Does what may fail for a while, such as to ask for a schema, as often as a call is begun again.</summary>
    public async Task<T> TryAsync<T>(Func<CancellationToken, Task<T>> work, CancellationToken stop)
    {
        while (true)
        {
            try
            {
                return await work(stop).ConfigureAwait(false);
            }
            catch (SfException e) when (RemedyOf(e) is Remedy.Again or Remedy.AgainLater)
            {
                await PauseAsync(e, stop).ConfigureAwait(false);
            }
        }
    }

    /// <summary>
    /// Tells Salesforce the last place, where it keeps it, and ends the call as it should be ended: after another end it holds a
    /// managed subscription for a quarter of an hour. Waits a while for its answers.
    /// </summary>
    public async Task FinishAsync()
    {
        if (_feed is null || !IsManaged)
            return;
        using CancellationTokenSource end = HttpShim.EndAfter(_channel.Clock, UncommittedEvents.LongestWait);
        using CancellationTokenSource both = CancellationTokenSource.CreateLinkedTokenSource(end.Token, _stop);
        try
        {
            Commit(_uncommitted.Last(_channel.Clock));
            bool isEnding = false;
            while (true)
            {
                if (_uncommitted.IsEmpty && !isEnding)
                {
                    isEnding = true;
                    await _feed.CompleteAsync().ConfigureAwait(false);
                }

                if (await HttpShim.WaitAsync(_reading ?? _feed.ReadAsync(), both.Token).ConfigureAwait(false) is not { } response)
                    return;
                _reading = null;
                Acknowledge(response.Commit);
            }
        }
        catch (OperationCanceledException) when (!_stop.IsCancellationRequested)
        {
            // What is not committed comes again.
        }
        catch (SfException e)
        {
            _watcher.NotCommitted(e);
        }
    }

    public void Dispose() => Close();

    private async Task<IReadOnlyList<EventMessage>> ReadAsync(CancellationToken stop)
    {
        _feed ??= await OpenAsync().ConfigureAwait(false);
        Task<Fetched?> reading = _reading ??= _feed.ReadAsync();
        if (!reading.IsCompleted)
            Idle();

        // Whoever does not want to wait any longer does not break the call off: it may still be told the last place.
        Fetched? response = await HttpShim.WaitAsync(reading, stop).ConfigureAwait(false);
        _reading = null;
        if (response is null)
        {
            // The service does not wait long for somebody who has enough for now, and that is no failure.
            bool isPaused = _window.Pending == 0;
            Close();
            if (!isPaused)
                throw new SfException(SfErrorCodes.ConnectionLost, "The Pub/Sub API ended the stream.") { Request = $"Subscribe {Name}", MayPass = true };
            RequestTrace.Sink?.Invoke($"Subscribe {Name}: the service has ended the stream, which asked for nothing more; going on.");
            return [];
        }

        _reconnecting.Succeeded();
        _rejected = null;
        Acknowledge(response.Commit);
        return response.Events.Count > 0 ? Receive(response.Events) : Hear(response);
    }

    // The reader has nothing to do but to wait.
    private void Idle()
    {
        Commit(_uncommitted.Last(_channel.Clock));
        _window.Starved();
        if (_window.Take() is > 0 and int count)
            _feed!.AskAsync(count).Forget();
    }

    private IReadOnlyList<EventMessage> Receive(IReadOnlyList<ConsumerEvent> events)
    {
        _window.Received(events.Count);
        MoveTo(events[events.Count - 1].ReplayId);
        RequestTrace.Sink?.Invoke(string.Format(
            CultureInfo.InvariantCulture, "Subscribe {0}: {1} events, the last of them {2}", Name, events.Count, ReplayId.ToText(_place!.Span)));

        // A call that was begun again begins where Salesforce was told, not where the reader is.
        EventMessage[] others = [.. events.Where(e => !IsManaged || !_uncommitted.Contains(e.ReplayId)).Select(static e => new EventMessage(e))];
        for (int i = others.Length; i < events.Count; i++)
            _window.Taken();
        return others;
    }

    private IReadOnlyList<EventMessage> Hear(Fetched response)
    {
        // While nothing is asked for, the newest place may be behind events that have not been sent.
        if (IsManaged || response.Latest.IsEmpty || response.Pending <= 0)
            return [];
        MoveTo(response.Latest);
        _watcher.Quiet(ReplayId.ToText(response.Latest.Span));
        return [];
    }

    private void MoveTo(ByteString place)
    {
        _place = place;
        _preset = ReplayPreset.Custom;
        _isMoved = true;
    }

    private async Task<EventFeed> OpenAsync()
    {
        _window.Lost();
        int count = _window.Take();
        RequestTrace.Sink?.Invoke(string.Format(
            CultureInfo.InvariantCulture, "Subscribe {0}: {1}, {2} events", Name, IsManaged ? "managed" : _place is null ? _preset : ReplayId.ToText(_place.Span), count));
        return IsManaged
            ? await ManagedFeed.OpenAsync(_channel, _settings.ManagedSubscription!, count, _rejected, _stop).ConfigureAwait(false)
            : await TopicFeed.OpenAsync(_channel, _settings.Topic!, _preset, _place, count, _rejected, _stop).ConfigureAwait(false);
    }

    private void Close()
    {
        _feed?.Dispose();
        _feed = null;
        _reading?.Forget();
        _reading = null;
        _window.Lost();
        _uncommitted.CallEnded();
    }

    private async Task GoOnAfterAsync(SfException e, CancellationToken stop)
    {
        bool mayHaveBegun = _feed is not null && !e.NotExecuted;
        IAccessToken? token = _feed?.Token;
        Close();
        switch (RemedyOf(e))
        {
            case Remedy.NewToken when _rejected is null && token is not null:
                RequestTrace.Sink?.Invoke($"Subscribe {Name}: {e.Code}; once more with a new token.");
                _rejected = token;
                return;
            case Remedy.OtherPlace when _settings.OnLostPlace != LostPlace.Stop && _preset == ReplayPreset.Custom:
                GoElsewhere();
                return;
            case Remedy.Again or Remedy.AgainLater:
                if (!IsManaged && !_isMoved && !_isWarned && _preset == ReplayPreset.Latest && mayHaveBegun)
                {
                    _isWarned = true;
                    _watcher.Warn($"The stream of {Name} broke off before it had a place: events that are published until it is there again are missing.");
                }

                await PauseAsync(e, stop).ConfigureAwait(false);
                return;
            default:
                throw e;
        }
    }

    private void GoElsewhere()
    {
        bool isEarliest = _settings.OnLostPlace == LostPlace.Earliest;
        _watcher.Warn($"The place {ReplayId.ToText(_place!.Span)} in {Name} is lost. "
            + (isEarliest ? "Going on at the oldest event: events that were handled may come again." : "Going on at the next event: those since the place are missing."));
        _place = null;
        _preset = isEarliest ? ReplayPreset.Earliest : ReplayPreset.Latest;
    }

    private async Task PauseAsync(SfException e, CancellationToken stop)
    {
        bool later = RemedyOf(e) == Remedy.AgainLater;
        if (_reconnecting.Next(later) is not { } pause)
            throw _reconnecting.Most == 0 ? e : e.WithMessage(FormattableString.Invariant($"{e.Message} {_reconnecting.Most} attempts to begin the stream again have failed."));
        string text = string.Format(
            CultureInfo.InvariantCulture, "Subscribe {0}: {1}; attempt {2} of {3} in {4:0.0} s.", Name, e.Code, _reconnecting.Attempt, _reconnecting.Most, pause.TotalSeconds);
        RequestTrace.Sink?.Invoke(text);
        _watcher.Reconnecting(text);
        if (e.Code == PubSubCodes.AlreadyActive && _reconnecting.Attempt == 1)
            _watcher.Warn($"Another client has the managed subscription {Name}, or has had it until just now: waiting until it is free.");
        using CancellationTokenSource both = CancellationTokenSource.CreateLinkedTokenSource(stop, _stop);
        await HttpShim.DelayAsync(_channel.Clock, pause, both.Token).ConfigureAwait(false);
    }

    // The token endpoint has tried for as long as a request may take; a stream has more time.
    private static Remedy RemedyOf(SfException e) =>
        PubSubCodes.RemedyOf(e.Code) is not Remedy.None and Remedy known ? known : e.MayPass ? Remedy.Again : Remedy.None;

    private void Commit(ByteString? place)
    {
        if (place is not null && _feed is not null)
            _feed.CommitAsync(place).Forget();
    }

    private void Acknowledge(CommitReplayResponse? commit)
    {
        if (commit is null)
            return;
        _uncommitted.Acknowledged(commit.ReplayId);
        if (commit.Error is { } error && error.Msg.Length > 0)
            _watcher.NotCommitted(new SfException(SfErrorCodes.NotCommitted, $"Salesforce has not taken the place {ReplayId.ToText(commit.ReplayId.Span)} of {Name}: {error.Msg}"));
    }
}
