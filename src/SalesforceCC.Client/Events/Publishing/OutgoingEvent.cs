namespace SalesforceCC.Events.Publishing;

/// <summary>An event to be published, and what became of it.</summary>
/// <param name="input">What it was made from.</param>
/// <param name="fields">Its fields, unwrapped.</param>
internal sealed class OutgoingEvent(object? input, IReadOnlyList<KeyValuePair<string, object?>> fields)
{
    public object? Input { get; } = input;

    public IReadOnlyList<KeyValuePair<string, object?>> Fields { get; } = fields;

    /// <summary>The fields are those of an event that was received, or of a record: what Salesforce sets itself is left out.</summary>
    public bool IsWhole { get; init; }

    /// <summary>Identifies the event; null: nobody has said how, yet.</summary>
    public string? EventUuid { get; set; }

    /// <summary>What is worth a verbose line.</summary>
    public List<string> Notes { get; } = [];

    /// <summary>The type that it was encoded for.</summary>
    public EventType? Type { get; set; }

    /// <summary>The event as it is sent.</summary>
    public byte[] Body { get; set; } = [];

    public SfEventResult? Result { get; private set; }

    public SfException? Failure { get; private set; }

    public bool IsDone => Result is not null || Failure is not null;

    public void Succeed(string? replayId) => Result = new SfEventResult(EventUuid, replayId, success: true, [], Input);

    /// <summary>Whoever shows a failure adds to it, so that each event has its own.</summary>
    public void Fail(SfException e) => Failure = e.Copy();
}
