namespace SalesforceCC.Emulator.Apex.Tests;

/// <summary>Classes that are run together.</summary>
internal sealed record TestSuite
{
    public string Name { get; init; } = "";

    public IReadOnlyList<string> Classes { get; init; } = [];
}
