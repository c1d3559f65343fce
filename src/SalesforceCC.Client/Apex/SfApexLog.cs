namespace SalesforceCC;

/// <summary>What is known of a debug log, without its text.</summary>
public sealed class SfApexLog
{
    internal SfApexLog(string id) => Id = id;

    /// <summary>The 18-character id.</summary>
    public string Id { get; }

    /// <summary>When the request began.</summary>
    public DateTimeOffset? StartTime { get; internal init; }

    /// <summary>What was done, for example the path of the request.</summary>
    public string? Operation { get; internal init; }

    /// <summary>Where the request came from.</summary>
    public string? Application { get; internal init; }

    /// <summary>Success, or what went wrong.</summary>
    public string? Status { get; internal init; }

    /// <summary>The kind of the request.</summary>
    public string? Request { get; internal init; }

    /// <summary>SystemLog is kept for 24 hours, Monitoring for 7 days.</summary>
    public string? Location { get; internal init; }

    /// <summary>The size of the text in bytes.</summary>
    public int LogLength { get; internal init; }

    /// <summary>How long the request took.</summary>
    public TimeSpan Duration { get; internal init; }

    /// <summary>The id of the user.</summary>
    public string? UserId { get; internal init; }

    /// <summary>The name of the user.</summary>
    public string? UserName { get; internal init; }

    /// <summary>The id.</summary>
    public override string ToString() => Id;
}
