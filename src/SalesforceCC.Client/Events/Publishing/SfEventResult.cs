namespace SalesforceCC;

/// <summary>What became of one event that was published.</summary>
public sealed class SfEventResult
{
    internal SfEventResult(string? eventUuid, string? replayId, bool success, IReadOnlyList<SfError> errors, object? inputObject)
    {
        EventUuid = eventUuid;
        ReplayId = replayId;
        Success = success;
        Errors = errors;
        InputObject = inputObject;
    }

    /// <summary>Identifies the event: receivers find it in its EventUuid.</summary>
    public string? EventUuid { get; }

    /// <summary>The event's place on its topic; <see langword="null"/> where Salesforce does not tell it, as REST does not.</summary>
    public string? ReplayId { get; }

    /// <summary>Salesforce has taken the event.</summary>
    public bool Success { get; }

    /// <summary>What is wrong with the event; empty for success.</summary>
    public IReadOnlyList<SfError> Errors { get; }

    /// <summary>The object that the event was made from.</summary>
    public object? InputObject { get; }

    /// <summary>The UUID, or the first error.</summary>
    public override string ToString() => Success || Errors.Count == 0 ? EventUuid ?? "" : Errors[0].ToString();
}
