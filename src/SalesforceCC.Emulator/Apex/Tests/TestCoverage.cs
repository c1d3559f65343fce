namespace SalesforceCC.Emulator.Apex.Tests;

/// <summary>Lines of a class that a test runs, and that it does not.</summary>
internal sealed record TestCoverage
{
    /// <summary>The class.</summary>
    public string Name { get; init; } = "";

    /// <summary>The test; null for all tests of the class.</summary>
    public string? Method { get; init; }

    public IReadOnlyList<int> Covered { get; init; } = [];

    public IReadOnlyList<int> Uncovered { get; init; } = [];
}
