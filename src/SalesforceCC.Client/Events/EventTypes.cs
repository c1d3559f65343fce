using System.Collections.Concurrent;
using SalesforceCC.Auth;
using SalesforceCC.Records;

namespace SalesforceCC.Events;

/// <summary>
/// The event types that a session has met, by the ids of their schemas. A schema never changes under its id, so each is
/// asked for once. Safe to use from any thread.
/// </summary>
/// <param name="origin">The org that the events come from; asked when the first type is made.</param>
internal sealed class EventTypes(Func<RecordOrigin?> origin)
{
    private readonly ConcurrentDictionary<string, EventType> _known = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, SingleFlight<EventType>> _flights = new(StringComparer.Ordinal);

    /// <summary>The type, where it is known already.</summary>
    public EventType? Find(string schemaId) => _known.TryGetValue(schemaId, out EventType? known) ? known : null;

    /// <summary>The type of a schema.</summary>
    /// <param name="schemaId">The schema's id.</param>
    /// <param name="fetch">Asks the org for the JSON of a schema.</param>
    /// <param name="stop">Ends the wait at once.</param>
    public async Task<EventType> GetAsync(string schemaId, Func<string, CancellationToken, Task<string>> fetch, CancellationToken stop)
    {
        if (Find(schemaId) is { } known)
            return known;
        SingleFlight<EventType> flight = _flights.GetOrAdd(schemaId, static _ => new SingleFlight<EventType>());
        return await flight.RunAsync(
            async end => Find(schemaId)
                ?? _known.GetOrAdd(schemaId, EventType.Parse(schemaId, await fetch(schemaId, end).ConfigureAwait(false), origin())),
            stop).ConfigureAwait(false);
    }
}
