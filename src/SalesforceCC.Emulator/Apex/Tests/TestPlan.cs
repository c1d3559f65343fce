namespace SalesforceCC.Emulator.Apex.Tests;

/// <summary>What tests there are, and how their runs go.</summary>
internal sealed record TestPlan
{
    public IReadOnlyList<TestClass> Classes { get; init; } = [];

    public IReadOnlyList<TestSuite> Suites { get; init; } = [];

    /// <summary>Seconds until the row of the run is there.</summary>
    public double LateSeconds { get; init; }

    /// <summary>Seconds in which all classes have the status Holding.</summary>
    public double HoldSeconds { get; init; }

    /// <summary>Seconds, from the start, until the first class begins.</summary>
    public double QueueSeconds { get; init; }

    /// <summary>Seconds that each class takes, one after the other.</summary>
    public double ClassSeconds { get; init; }

    /// <summary>Seconds from the end of a run until the coverage of all runs together follows.</summary>
    public double AggregateSeconds { get; init; }
}
