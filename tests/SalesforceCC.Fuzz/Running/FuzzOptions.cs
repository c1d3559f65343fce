namespace SalesforceCC.Fuzz.Running;

/// <summary>How long a run is, and where it starts.</summary>
internal sealed record FuzzOptions
{
    /// <summary>What the inputs are made from.</summary>
    public required int Seed { get; init; }

    /// <summary>Number of inputs.</summary>
    public long Count { get; init; } = 1_000_000;

    /// <summary>Number of the first input.</summary>
    public long First { get; init; }

    /// <summary>Ends the run early; null: it runs to its end.</summary>
    public TimeSpan? Budget { get; init; }

    /// <summary>Time after which an input counts as one the target hangs on.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Failures after which the run ends.</summary>
    public int MostFailures { get; init; } = 5;

    /// <summary>Told the number of every input before it is tried.</summary>
    public Action<long>? OnInput { get; init; }
}
