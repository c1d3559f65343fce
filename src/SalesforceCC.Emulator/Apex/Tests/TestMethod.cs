namespace SalesforceCC.Emulator.Apex.Tests;

/// <summary>One test and what becomes of it.</summary>
internal sealed record TestMethod
{
    public string Name { get; init; } = "";

    /// <summary>Pass, Fail, CompileFail or Skip.</summary>
    public string Outcome { get; init; } = "Pass";

    public string? Message { get; init; }

    public string? StackTrace { get; init; }

    /// <summary>In milliseconds.</summary>
    public int RunTime { get; init; } = 10;

    public bool IsTestSetup { get; init; }
}
