namespace SalesforceCC.Emulator.Apex.Tests;

/// <summary>A run that is under way.</summary>
internal sealed class TestRun
{
    public required string JobId { get; init; }

    public required string UserId { get; init; }

    public required DateTimeOffset Start { get; init; }

    /// <summary>How the org's runs went when it began.</summary>
    public required TestPlan Times { get; init; }

    public required bool SkipsCoverage { get; init; }

    public required bool IsAll { get; init; }

    public required IReadOnlyList<QueuedClass> Classes { get; init; }

    /// <summary>The row of the run, once it is there.</summary>
    public string? ResultId { get; set; }

    public string Status { get; set; } = "";

    public bool IsDone => Classes.All(static c => c.IsDone);

    public DateTimeOffset After(double seconds) => Start + TimeSpan.FromSeconds(seconds);
}
