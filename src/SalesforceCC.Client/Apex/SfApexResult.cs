namespace SalesforceCC;

/// <summary>What became of a block of Apex.</summary>
public sealed class SfApexResult
{
    internal SfApexResult()
    {
    }

    /// <summary>It was compiled and ran to its end.</summary>
    public bool Success { get; internal init; }

    /// <summary>It was compiled; what was not compiled has not run.</summary>
    public bool Compiled { get; internal init; }

    /// <summary>The line of the failure, from 1, in the script as it was given; <see langword="null"/> for success.</summary>
    public int? Line { get; internal init; }

    /// <summary>The column of the failure, from 1; for exceptions, Salesforce always says 1.</summary>
    public int? Column { get; internal init; }

    /// <summary>The line itself; <see langword="null"/> for success.</summary>
    public string? SourceLine { get; internal init; }

    /// <summary>Why it was not compiled; <see langword="null"/> where it was.</summary>
    public string? CompileProblem { get; internal init; }

    /// <summary>The exception, its type before its message; <see langword="null"/> where there was none.</summary>
    public string? ExceptionMessage { get; internal init; }

    /// <summary>Where the exception came from; <see langword="null"/> where there was none.</summary>
    public string? ExceptionStackTrace { get; internal init; }

    /// <summary>What System.debug has written, where the log was asked for.</summary>
    public IReadOnlyList<SfApexLogEntry> Log { get; internal init; } = [];

    /// <summary>The whole debug log; <see langword="null"/> where it was not asked for.</summary>
    public string? LogText { get; internal init; }

    /// <summary>Success, or the failure.</summary>
    public override string ToString() => Success ? nameof(Success) : CompileProblem ?? ExceptionMessage ?? "";
}
