namespace SalesforceCC;

/// <summary>Until when Salesforce keeps debug logs of a user, and what they contain.</summary>
public sealed class SfTraceFlag
{
    internal SfTraceFlag(string id, string userId, string debugLevelId, DateTimeOffset start, DateTimeOffset end, IReadOnlyDictionary<string, string> levels)
    {
        Id = id;
        UserId = userId;
        DebugLevelId = debugLevelId;
        StartDate = start;
        ExpirationDate = end;
        Levels = levels;
    }

    /// <summary>The 18-character id of the flag.</summary>
    public string Id { get; }

    /// <summary>The id of the user.</summary>
    public string UserId { get; }

    /// <summary>The id of its debug level.</summary>
    public string DebugLevelId { get; }

    /// <summary>From when on.</summary>
    public DateTimeOffset StartDate { get; }

    /// <summary>Until when.</summary>
    public DateTimeOffset ExpirationDate { get; }

    /// <summary>The level of each category, for example FINEST for ApexCode.</summary>
    public IReadOnlyDictionary<string, string> Levels { get; }

    /// <summary>The id.</summary>
    public override string ToString() => Id;
}
