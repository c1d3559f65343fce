using System.Text.Json.Serialization;

namespace SalesforceCC.Bulk;

/// <summary>
/// One step that was taken, as a line of a journal. What it says depends on the step; what does not belong to it is null and
/// not written.
/// </summary>
internal sealed record JournalEntry
{
    /// <summary>What was done.</summary>
    [JsonPropertyName("step")]
    public required string Step { get; init; }

    /// <summary>When.</summary>
    [JsonPropertyName("at")]
    public DateTimeOffset At { get; init; }

    /// <summary>The number of the part or page, from 1.</summary>
    [JsonPropertyName("part")]
    public int? Part { get; init; }

    /// <summary>Id of the job.</summary>
    [JsonPropertyName("job")]
    public string? Job { get; init; }

    /// <summary>What the step has beside these, by names of its own.</summary>
    [JsonPropertyName("facts")]
    public Dictionary<string, string?>? Facts { get; init; }
}
