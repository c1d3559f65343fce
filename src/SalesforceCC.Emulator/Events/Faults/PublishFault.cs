namespace SalesforceCC.Emulator.Events.Faults;

/// <summary>An error that the next events that are published get as their result, set by <c>POST /__org/events/publish-errors</c>.</summary>
internal sealed record PublishFault
{
    /// <summary>How many events it meets; -1 for all.</summary>
    public int Count { get; init; } = 1;

    /// <summary>How many events are published first.</summary>
    public int Skip { get; init; }

    /// <summary>UNKNOWN, PUBLISH or COMMIT.</summary>
    public Protocol.ErrorCode Code { get; init; } = Protocol.ErrorCode.Publish;

    public string Message { get; init; } = "The event was not published.";

    /// <summary>The event is published though its result says that it was not.</summary>
    public bool Published { get; init; }
}
