namespace SalesforceCC.Emulator.Apex;

/// <summary>What became of an anonymous block.</summary>
internal sealed record AnonymousResult
{
    public static AnonymousResult Done { get; } = new() { Compiled = true, Success = true };

    public bool Compiled { get; private init; }

    public bool Success { get; private init; }

    public string? CompileProblem { get; private init; }

    public string? ExceptionMessage { get; private init; }

    public string? ExceptionStackTrace { get; private init; }

    public int Line { get; private init; } = -1;

    public int Column { get; private init; } = -1;

    /// <summary>The debug log; null where nobody has asked for it.</summary>
    public string? Log { get; init; }

    public static AnonymousResult NotCompiled(string problem, int line, int column) =>
        new() { CompileProblem = problem, Line = line, Column = column };

    public static AnonymousResult Threw(string message, string trace, int line) =>
        new() { Compiled = true, ExceptionMessage = message, ExceptionStackTrace = trace, Line = line, Column = 1 };
}
