namespace SalesforceCC.Emulator.Apex.Tests;

/// <summary>One class of a request to run tests, perhaps with some of its tests only.</summary>
internal sealed record TestOrderItem
{
    public string? ClassName { get; init; }

    public string? ClassId { get; init; }

    public string? Namespace { get; init; }

    public IReadOnlyList<string>? TestMethods { get; init; }
}
