namespace SalesforceCC.Emulator.Apex.Tests;

/// <summary>A class of tests, and what becomes of them.</summary>
internal sealed record TestClass
{
    public string Name { get; init; } = "";

    /// <summary>The package that it comes from; null for the org's own.</summary>
    public string? Namespace { get; init; }

    public IReadOnlyList<TestMethod> Methods { get; init; } = [];

    public IReadOnlyList<TestCoverage> Coverage { get; init; } = [];
}
