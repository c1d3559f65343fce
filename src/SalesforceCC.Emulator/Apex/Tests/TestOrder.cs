using System.Text.Json;
using System.Text.Json.Serialization;

namespace SalesforceCC.Emulator.Apex.Tests;

/// <summary>The body of a request to run tests, in all its forms.</summary>
internal sealed record TestOrder
{
    public IReadOnlyList<TestOrderItem>? Tests { get; init; }

    public string? ClassNames { get; init; }

    [JsonPropertyName("classids")]
    public string? ClassIds { get; init; }

    public string? SuiteNames { get; init; }

    [JsonPropertyName("suiteids")]
    public string? SuiteIds { get; init; }

    public string? TestLevel { get; init; }

    public bool? SkipCodeCoverage { get; init; }

    /// <summary>Taken without effect: all tests are run, whatever fails.</summary>
    public JsonElement MaxFailedTests { get; init; }

    /// <summary>Taken without effect: there are no tests of flows.</summary>
    public JsonElement Category { get; init; }
}
