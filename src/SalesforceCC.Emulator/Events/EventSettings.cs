namespace SalesforceCC.Emulator.Events;

/// <summary>How the event bus goes; set by <c>POST /__org/events</c>, from then on.</summary>
internal sealed record EventSettings
{
    /// <summary>Hours of the org's clock that events are kept.</summary>
    public double RetentionHours { get; init; } = 72;

    /// <summary>Bytes of payloads that are kept; Salesforce knows the hours only.</summary>
    public long RetentionBytes { get; init; } = 512 * 1024 * 1024;

    /// <summary>Events that are kept; Salesforce knows the hours only.</summary>
    public long RetentionEvents { get; init; } = 5_000_000;

    /// <summary>A stream on which nothing has been sent for so long gets an empty response.</summary>
    public double KeepaliveSeconds { get; init; } = 120;

    /// <summary>A stream whose client wants no more events is closed after so long.</summary>
    public double IdleSeconds { get; init; } = 70;

    /// <summary>A PublishStream without requests is closed after so long. One page says 70 seconds, another 1,800.</summary>
    public double PublishWindowSeconds { get; init; } = 70;

    /// <summary>A managed subscription without commits is closed after so long.</summary>
    public double CommitWindowSeconds { get; init; } = 1_800;

    /// <summary>A managed subscription that did not end by itself cannot be taken up again for so long.</summary>
    public double ManagedHoldSeconds { get; init; } = 900;

    /// <summary>Commits are gathered for so long before they are acknowledged together.</summary>
    public double CommitDelaySeconds { get; init; }

    /// <summary>Events that a call has outstanding at most.</summary>
    public int MostRequested { get; init; } = 100;

    /// <summary>Events of all topics that all subscribers together get within a day: that of a Developer Edition.</summary>
    public int DeliveredPerDay { get; init; } = 10_000;

    /// <summary>Platform events that may be published an hour: that of a Developer Edition.</summary>
    public int PublishedPerHour { get; init; } = 50_000;

    /// <summary>Streams that may be open at the same time. Salesforce does not say how many.</summary>
    public int ConcurrentStreams { get; init; } = 1_000;

    /// <summary>Each response of a stream takes so long, by the machine's clock.</summary>
    public int ResponseDelayMs { get; init; }

    /// <summary>Changes of a transaction that come as events of their own; the rest as one overflow event an object.</summary>
    public int ChangesPerTransaction { get; init; } = 100_000;

    /// <summary>Changes come without their values, as where Salesforce could not tell them: GAP_UPDATE for UPDATE.</summary>
    public bool ChangesAsGaps { get; init; }

    /// <summary>The same settings, if they make sense.</summary>
    /// <exception cref="FormatException">They do not; the message says why.</exception>
    public EventSettings Checked()
    {
        double[] times = [RetentionHours, IdleSeconds, PublishWindowSeconds, CommitWindowSeconds, ManagedHoldSeconds, CommitDelaySeconds, ResponseDelayMs];
        long[] numbers = [RetentionBytes, RetentionEvents, DeliveredPerDay, PublishedPerHour, ConcurrentStreams];
        if (times.Any(t => t < 0) || numbers.Any(n => n < 0)) throw new FormatException("Times and numbers cannot be negative.");
        if (KeepaliveSeconds <= 0) throw new FormatException("keepaliveSeconds must be greater than 0.");
        return MostRequested > 0 ? this : throw new FormatException("mostRequested must be greater than 0.");
    }
}
