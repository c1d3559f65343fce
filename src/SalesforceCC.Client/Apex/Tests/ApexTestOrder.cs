namespace SalesforceCC.Apex.Tests;

/// <summary>Which tests are to be run.</summary>
internal sealed class ApexTestOrder
{
    /// <summary>Classes, with their namespaces where they have some.</summary>
    public IReadOnlyList<string> Classes { get; init; } = [];

    /// <summary>Single tests, as class and method.</summary>
    public IReadOnlyList<string> Methods { get; init; } = [];

    /// <summary>Suites by name.</summary>
    public IReadOnlyList<string> Suites { get; init; } = [];

    /// <summary>Which lines are reached is noted; it takes longer.</summary>
    public bool Coverage { get; init; }

    /// <summary>What the call sends.</summary>
    /// <exception cref="SfException">INVALID_PARAMETER: a test without its class.</exception>
    public Dictionary<string, object?> ToBody()
    {
        Dictionary<string, object?> body = new() { ["skipCodeCoverage"] = !Coverage };
        if (Suites.Count > 0)
        {
            body["suiteNames"] = string.Join(",", Suites);
            body["testLevel"] = "RunSpecifiedTests";
        }
        else if (Classes.Count + Methods.Count > 0)
        {
            body["tests"] = Items().ToArray();
            body["testLevel"] = "RunSpecifiedTests";
        }
        else
        {
            body["testLevel"] = "RunLocalTests";
        }

        return body;
    }

    private IEnumerable<object> Items()
    {
        foreach (string name in Classes.Distinct(StringComparer.OrdinalIgnoreCase))
            yield return new Dictionary<string, object?> { ["className"] = name };
        foreach (IGrouping<string, string> ofClass in Methods.Distinct(StringComparer.OrdinalIgnoreCase).GroupBy(ClassOf, StringComparer.OrdinalIgnoreCase))
            yield return new Dictionary<string, object?>
            {
                ["className"] = ofClass.Key,
                ["testMethods"] = ofClass.Select(static m => m.Substring(m.LastIndexOf('.') + 1)).ToArray(),
            };
    }

    private static string ClassOf(string method) => method.LastIndexOf('.') is > 0 and { } dot && dot < method.Length - 1
        ? method.Substring(0, dot)
        : throw new SfException(SfErrorCodes.InvalidParameter, $"'{method}' is not a class and a test method, as in AccountTest.createsAccount.");
}
