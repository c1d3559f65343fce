#if NET
using System.Management.Automation;
using SalesforceCC.Events;
using SalesforceCC.Events.PubSub;
using SalesforceCC.Events.Resume;
using SalesforceCC.Http;

namespace SalesforceCC.Cmdlets.Shell;

/// <summary>
/// Hands events to the pipeline, one after the other. The place of an event is stored when the pipeline has taken it, or before
/// where it must not come twice; and then only more events are asked for.
/// </summary>
internal sealed class EventReceiver(AsyncPSCmdlet cmdlet, SfSession session, PubSubChannel channel, CancellationToken stop) : ISubscriptionWatcher
{
    // The system's timers take no longer time.
    private static readonly TimeSpan s_longestWait = TimeSpan.FromDays(24);

    private readonly EventProgress _progress = new(cmdlet, session.Clock);
    private Subscription? _subscription;

    /// <summary>Where the place is kept; null: nowhere, or at Salesforce.</summary>
    public ResumeFile? Resume { get; init; }

    /// <summary>Stores the place of an event before the pipeline gets it.</summary>
    public bool StoresFirst { get; init; }

    /// <summary>How long an event is waited for; null: for ever.</summary>
    public TimeSpan? Patience { get; init; }

    /// <summary>When it ends; null: never.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>Events that the pipeline has got.</summary>
    public long Written { get; private set; }

    private bool IsOver => Until <= session.Clock.GetUtcNow();

    /// <summary>Receives events until there are enough of them, or the time is up.</summary>
    public async Task RunAsync(SubscriptionSettings settings)
    {
        using Subscription subscription = _subscription = new Subscription(channel, settings, this, stop);
        try
        {
            while (await NextAsync(subscription) is { } events)
            {
                foreach (EventMessage message in events)
                {
                    if (IsOver)
                        break;
                    Write(await TypeOfAsync(message.SchemaId), message);
                }
            }
        }
        catch (PipelineStoppedException) when (!stop.IsCancellationRequested)
        {
            // Select-Object -First has enough, or a command after this one has failed: it looks the same from here. So the event
            // in hand does not count as processed.
            await subscription.FinishAsync();
            throw;
        }

        await subscription.FinishAsync();
    }

    public void Warn(string text) => cmdlet.PostHere(() => cmdlet.WriteWarning(text));

    public void Reconnecting(string text) => cmdlet.PostHere(() => _progress.Show(text));

    public void Quiet(string replayId) => Resume?.Store(replayId);

    public void NotCommitted(SfException failure) => cmdlet.PostHere(() => cmdlet.WriteError(ErrorRecords.From(failure, _subscription?.Name)));

    private async Task<IReadOnlyList<EventMessage>?> NextAsync(Subscription subscription)
    {
        TimeSpan wait = Patience ?? s_longestWait;
        if (Until - session.Clock.GetUtcNow() is { } left && left < wait)
            wait = left;
        if (wait <= TimeSpan.Zero)
            return null;
        using CancellationTokenSource end = HttpShim.EndAfter(session.Clock, wait < s_longestWait ? wait : s_longestWait);
        using CancellationTokenSource both = CancellationTokenSource.CreateLinkedTokenSource(end.Token, stop);
        try
        {
            return await subscription.NextAsync(both.Token);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return Patience is null && !IsOver ? [] : null;
        }
    }

    private async ValueTask<EventType> TypeOfAsync(string schemaId) =>
        session.EventTypes.Find(schemaId)
        ?? await _subscription!.TryAsync(end => session.EventTypes.GetAsync(schemaId, channel.GetSchemaAsync, end), stop);

    private void Write(EventType type, EventMessage message)
    {
        if (StoresFirst)
            Resume?.Store(message.ReplayId);
        if (Read(type, message) is { } read)
            cmdlet.WriteObject(read);
        Done(message);
    }

    // The events after one that cannot be read are whole, and would never come if it were tried again and again.
    private SfRecord? Read(EventType type, EventMessage message)
    {
        try
        {
            return type.Read(message.Payload, message.ReplayId, message.EventUuid);
        }
        catch (SfException e)
        {
            cmdlet.WriteError(ErrorRecords.From(e, message.ReplayId));
            return null;
        }
    }

    private void Done(EventMessage message)
    {
        if (!StoresFirst)
            Resume?.Store(message.ReplayId);
        Written++;
        _subscription!.Taken(message);
        _progress.Add(message.ReplayId);
    }
}
#endif
