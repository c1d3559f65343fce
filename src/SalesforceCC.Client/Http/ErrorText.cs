namespace SalesforceCC.Http;

/// <summary>What the body of a failed answer says.</summary>
/// <param name="Code">errorCode, error, or <c>HTTP_503</c> where it says none.</param>
/// <param name="Message">The server's text, all of it, or a description of what came instead.</param>
/// <param name="Errors">All errors that are named.</param>
internal sealed record ErrorText(string Code, string Message, IReadOnlyList<SfError> Errors)
{
    /// <summary>Codes of rows and subrequests that fail because another one did: the cause is told before them.</summary>
    private static readonly string[] s_consequences = ["ALL_OR_NONE_OPERATION_ROLLED_BACK", "PROCESSING_HALTED"];

    public ErrorText(string code, string message)
        : this(code, message, [])
    {
    }

    /// <summary>What several errors say together.</summary>
    /// <param name="found">The errors in the order of the answer; at least one.</param>
    /// <param name="status">Code of errors that have none.</param>
    public static ErrorText Of(IReadOnlyList<FoundError> found, string status)
    {
        FoundError[] ordered = [.. found
            .OrderBy(static e => e.Code is null ? 2 : s_consequences.Contains(e.Code) ? 1 : 0)];
        SfError[] errors = [.. ordered.Select(e => new SfError(e.Code ?? status, e.Message ?? e.Code ?? status, e.Fields))];
        return new ErrorText(
            errors[0].Code, errors.Length == 1 ? errors[0].Message : string.Join("\n", Lines(ordered, errors)), errors);
    }

    // A rolled back batch says the same of each row.
    private static IEnumerable<string> Lines(FoundError[] ordered, SfError[] errors) =>
        ordered.Zip(errors, static (found, error) => found.Code is null ? error.ToString().Substring(error.Code.Length + 2) : error.ToString())
            .GroupBy(static line => line, StringComparer.Ordinal)
            .Select(static same => same.Count() == 1 ? same.Key : FormattableString.Invariant($"{same.Key} ({same.Count()} times)"));
}
