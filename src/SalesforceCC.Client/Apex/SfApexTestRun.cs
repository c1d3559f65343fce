namespace SalesforceCC;

/// <summary>A run of Apex tests.</summary>
public sealed class SfApexTestRun
{
    private static readonly string[] s_final = ["Completed", "Aborted", "Failed"];

    internal SfApexTestRun(string id) => Id = id;

    /// <summary>The 18-character id of the run's job.</summary>
    public string Id { get; }

    /// <summary>Queued, Processing, Completed, Aborted or Failed. A run with failed tests is Completed, too.</summary>
    public string Status { get; internal init; } = "Queued";

    /// <summary>It does not go on any more.</summary>
    public bool IsFinished => s_final.Contains(Status);

    /// <summary>When it began; <see langword="null"/> before that.</summary>
    public DateTimeOffset? StartTime { get; internal init; }

    /// <summary>When it ended; <see langword="null"/> before that.</summary>
    public DateTimeOffset? EndTime { get; internal init; }

    /// <summary>How long the tests themselves took.</summary>
    public TimeSpan? TestTime { get; internal init; }

    /// <summary>Classes in the run.</summary>
    public int ClassesEnqueued { get; internal init; }

    /// <summary>Classes that are done.</summary>
    public int ClassesCompleted { get; internal init; }

    /// <summary>Tests in the run.</summary>
    public int MethodsEnqueued { get; internal init; }

    /// <summary>Tests that are done.</summary>
    public int MethodsCompleted { get; internal init; }

    /// <summary>Tests that failed so far.</summary>
    public int MethodsFailed { get; internal init; }

    /// <summary>The id of the user who began it.</summary>
    public string? UserId { get; internal init; }

    /// <summary>The tests that are done, by class and method; empty in a list of runs.</summary>
    public IReadOnlyList<SfApexTest> Tests { get; internal init; } = [];

    /// <summary>The lines that the tests of this run reached, by class; empty where that was not asked for.</summary>
    public IReadOnlyList<SfApexCoverage> Coverage { get; internal init; } = [];

    /// <summary>Tests that passed.</summary>
    public int Passed => Tests.Count(static t => t.Outcome == "Pass");

    /// <summary>Tests that failed, or whose class could not be compiled.</summary>
    public int Failed => Tests.Count == 0 ? MethodsFailed : Tests.Count(static t => t.IsFailed);

    /// <summary>Tests that were skipped.</summary>
    public int Skipped => Tests.Count(static t => t.Outcome == "Skip");

    /// <summary>The id.</summary>
    public override string ToString() => Id;

    internal SfApexTestRun With(IReadOnlyList<SfApexTest> tests, IReadOnlyList<SfApexCoverage> coverage) => new(Id)
    {
        Status = Status,
        StartTime = StartTime,
        EndTime = EndTime,
        TestTime = TestTime,
        ClassesEnqueued = ClassesEnqueued,
        ClassesCompleted = ClassesCompleted,
        MethodsEnqueued = MethodsEnqueued,
        MethodsCompleted = MethodsCompleted,
        MethodsFailed = MethodsFailed,
        UserId = UserId,
        Tests = tests,
        Coverage = coverage,
    };
}
