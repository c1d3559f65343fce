namespace SalesforceCC.Events.Publishing;

/// <summary>A way to publish events on one topic.</summary>
internal interface IEventPublisher
{
    /// <summary>The type of the topic's events.</summary>
    /// <param name="again">Asks the org once more, since its schema has changed.</param>
    /// <param name="stop">Ends it at once.</param>
    /// <exception cref="SfException">There is no such topic, or the user may not publish on it.</exception>
    Task<EventType> GetTypeAsync(bool again, CancellationToken stop);

    /// <summary>Whether events are given their UUIDs here, and not by Salesforce.</summary>
    bool SetsUuid { get; }

    /// <summary>The bytes of an event.</summary>
    byte[] Encode(EventType type, IReadOnlyList<EventMember> members);

    /// <summary>Sends events as one request, and gives each what the response says of it.</summary>
    /// <exception cref="SfException">The request failed as a whole.</exception>
    Task PublishAsync(EventType type, IReadOnlyList<OutgoingEvent> events, CancellationToken stop);

    /// <summary>Whether a request was refused because the schema has changed.</summary>
    bool IsOutdated(SfException e);
}
