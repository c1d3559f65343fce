namespace SalesforceCC;

/// <summary>One Apex test of a run, and what became of it.</summary>
public sealed class SfApexTest
{
    internal SfApexTest()
    {
    }

    /// <summary>The 18-character id of the result.</summary>
    public string? Id { get; internal init; }

    /// <summary>The class.</summary>
    public string ClassName { get; internal init; } = "";

    /// <summary>The class's namespace; <see langword="null"/> for the org's own classes.</summary>
    public string? Namespace { get; internal init; }

    /// <summary>The method.</summary>
    public string MethodName { get; internal init; } = "";

    /// <summary>Class and method, with the namespace before them where there is one.</summary>
    public string FullName => $"{FullClassName}.{MethodName}";

    /// <summary>Pass, Fail, CompileFail or Skip.</summary>
    public string Outcome { get; internal init; } = "";

    /// <summary>Why it failed; <see langword="null"/> where it did not.</summary>
    public string? Message { get; internal init; }

    /// <summary>Where it failed; <see langword="null"/> where it did not.</summary>
    public string? StackTrace { get; internal init; }

    /// <summary>How long it took.</summary>
    public TimeSpan RunTime { get; internal init; }

    /// <summary>When it began.</summary>
    public DateTimeOffset? TestTimestamp { get; internal init; }

    /// <summary>The id of its run.</summary>
    public string? RunId { get; internal init; }

    /// <summary>The id of its debug log; <see langword="null"/> where there is none.</summary>
    public string? LogId { get; internal init; }

    /// <summary>The test.</summary>
    public override string ToString() => $"{FullName}: {Outcome}";

    internal bool IsFailed => Outcome is "Fail" or "CompileFail";

    internal string FullClassName => Namespace is null ? ClassName : $"{Namespace}.{ClassName}";

    internal string? ClassId { get; init; }

    // It prepares the tests of its class, and is none.
    internal bool IsSetup { get; init; }
}
