namespace SalesforceCC.Events.PubSub;

/// <summary>What is subscribed to, and how.</summary>
internal sealed record SubscriptionSettings
{
    /// <summary>The topic, by its full name; null for a managed subscription.</summary>
    public string? Topic { get; init; }

    /// <summary>Id or developer name of a managed subscription.</summary>
    public string? ManagedSubscription { get; init; }

    /// <summary>Begins after the event with this replay id.</summary>
    public string? Place { get; init; }

    /// <summary>Begins at the oldest event, where no place is given; else at the next.</summary>
    public bool FromEarliest { get; init; }

    /// <summary>Events wanted; null: no end.</summary>
    public long? First { get; init; }

    /// <summary>What to do when the place is lost.</summary>
    public LostPlace OnLostPlace { get; init; }

    /// <summary>Attempts in a row to begin a stream that broke off.</summary>
    public int MaximumRetryCount { get; init; } = 10;
}
