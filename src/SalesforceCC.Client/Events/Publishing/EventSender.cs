using SalesforceCC.Data;

namespace SalesforceCC.Events.Publishing;

/// <summary>
/// Publishes events, many to a request and one request at a time, since Salesforce keeps the order within a request only.
/// Gives them back in the order in which they came. Not safe for several threads: whoever adds events takes them, too.
/// </summary>
/// <param name="publisher">Sends them.</param>
/// <param name="batchSize">Events in a request.</param>
internal sealed class EventSender(IEventPublisher publisher, int batchSize)
{
    /// <summary>As many events as Salesforce advises for a request.</summary>
    public const int MaxBatchSize = 200;

    /// <summary>What Salesforce takes of one event.</summary>
    public const int MaxEventBytes = 1024 * 1024;

    private const int MaxBatchBytes = 3_000_000;

    // UUID, id of the schema and lengths.
    private const int Overhead = 200;

    private readonly Queue<OutgoingEvent> _order = [];
    private List<OutgoingEvent> _batch = [];
    private long _bytes;
    private Task _running = Task.CompletedTask;
    private SfException? _ended;

    /// <summary>Events that Salesforce has taken.</summary>
    public int Published { get; private set; }

    /// <summary>Events of the request that is under way.</summary>
    public IReadOnlyList<OutgoingEvent> Sending { get; private set; } = [];

    /// <summary>Adds an event. What is wrong with it is its failure, and keeps its place.</summary>
    /// <exception cref="SfException">Nothing can be published on the topic.</exception>
    public async Task AddAsync(OutgoingEvent outgoing, CancellationToken stop)
    {
        if (_running.IsCompleted)
            await _running.ConfigureAwait(false);
        EventType type = await publisher.GetTypeAsync(again: false, stop).ConfigureAwait(false);
        _order.Enqueue(outgoing);
        Identify(outgoing);
        if (!TryEncode(outgoing, type))
            return;
        if (_bytes + outgoing.Body.Length + Overhead > MaxBatchBytes)
            await StartAsync(stop).ConfigureAwait(false);
        _batch.Add(outgoing);
        _bytes += outgoing.Body.Length + Overhead;
        if (_batch.Count >= batchSize)
            await StartAsync(stop).ConfigureAwait(false);
    }

    /// <summary>Sends what is left, and waits for it.</summary>
    public async Task CompleteAsync(CancellationToken stop)
    {
        await StartAsync(stop).ConfigureAwait(false);
        await _running.ConfigureAwait(false);
    }

    /// <summary>The next event of which it is known what became of it; null: it has to be waited for.</summary>
    public OutgoingEvent? TryTake() => _order.Count > 0 && _order.Peek().IsDone ? _order.Dequeue() : null;

    private void Identify(OutgoingEvent outgoing)
    {
        if (publisher.SetsUuid)
        {
            outgoing.EventUuid ??= Guid.NewGuid().ToString();
        }
        else if (outgoing.EventUuid is not null)
        {
            outgoing.EventUuid = null;
            outgoing.Notes.Add("EventUuid is left out, since by REST Salesforce sets it.");
        }
    }

    private async Task StartAsync(CancellationToken stop)
    {
        await _running.ConfigureAwait(false);
        if (_batch.Count == 0)
            return;
        List<OutgoingEvent> batch = _batch;
        Sending = batch;
        _batch = [];
        _bytes = 0;

        // From here on nobody may wait for it: it is looked at when the next one is full.
        _running = Task.Run(() => SendAsync(batch, stop), CancellationToken.None);
        _running.Forget();
    }

    private async Task SendAsync(List<OutgoingEvent> batch, CancellationToken stop)
    {
        try
        {
            await TrySendAsync(batch, isLast: false, stop).ConfigureAwait(false);
        }
        catch (SfException e)
        {
            if (IsOfAll(e))
                _ended = e;
            foreach (OutgoingEvent outgoing in batch.Where(static o => !o.IsDone))
                outgoing.Fail(RowErrors.IsRefusal(e) ? e : InDoubt(e, outgoing));
        }

        Published += batch.Count(static o => o.Result is not null);
        Sending = [];
    }

    private async Task TrySendAsync(List<OutgoingEvent> batch, bool isLast, CancellationToken stop)
    {
        if (_ended is { } ended)
            throw ended;
        EventType type = await publisher.GetTypeAsync(again: isLast, stop).ConfigureAwait(false);
        List<OutgoingEvent> left = [.. batch.Where(o => !o.IsDone && (ReferenceEquals(o.Type, type) || TryEncode(o, type)))];
        if (left.Count == 0)
            return;
        try
        {
            Sending = left;
            await publisher.PublishAsync(type, left, stop).ConfigureAwait(false);
            foreach (OutgoingEvent outgoing in left.Where(static o => !o.IsDone))
                outgoing.Fail(InDoubt(new SfException(SfErrorCodes.InvalidResponse, "The response does not say what became of the event."), outgoing));
        }
        catch (SfException e) when (!isLast && publisher.IsOutdated(e))
        {
            // Refused for the schema, and so not carried out: once more with the one of now.
            Sending = [];
            await TrySendAsync(batch, isLast: true, stop).ConfigureAwait(false);
        }
    }

    private bool TryEncode(OutgoingEvent outgoing, EventType type)
    {
        if (outgoing.IsDone)
            return false;
        try
        {
            outgoing.Body = publisher.Encode(type, EventMembers.Of(outgoing, type));
            outgoing.Type = type;
            if (outgoing.Body.Length > MaxEventBytes)
                throw TooLarge(outgoing, type);
        }
        catch (SfException e)
        {
            outgoing.Fail(e);
        }

        return !outgoing.IsDone;
    }

    private static SfException TooLarge(OutgoingEvent outgoing, EventType type)
    {
        KeyValuePair<string, object?> largest = outgoing.Fields.OrderByDescending(static f => (f.Value as string)?.Length ?? 0).First();
        return RowErrors.Invalid(
            FormattableString.Invariant($"The event has {outgoing.Body.Length:N0} bytes, and Salesforce takes {MaxEventBytes:N0} of a {type.Name}. The largest field is '{largest.Key}'."), largest.Key);
    }

    private static SfException InDoubt(SfException e, OutgoingEvent outgoing)
    {
        string which = outgoing.EventUuid is { } uuid ? $" (EventUuid {uuid})" : "";
        return e.WithMessage($"{e.Message} It is not known whether the event was published{which}; it was not sent again.");
    }

    // Every further request would end the same way.
    private static bool IsOfAll(SfException e) =>
        RowErrors.IsOfAll(e) || (e.NotExecuted && !e.MayPass && e.Code is "UNAUTHENTICATED" or "PERMISSION_DENIED" or "NOT_FOUND" or "UNIMPLEMENTED")
        || e.Code.EndsWith(".topic.not.found", StringComparison.Ordinal) || e.Code.EndsWith(".topic.meta.permission", StringComparison.Ordinal)
        || e.Code.Contains(".service.auth.") || e.Code.EndsWith(".tenant.license", StringComparison.Ordinal);
}
