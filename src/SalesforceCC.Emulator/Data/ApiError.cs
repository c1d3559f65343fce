namespace SalesforceCC.Emulator.Data;

/// <summary>One thing that is wrong with a request or a row.</summary>
/// <param name="Code">
/// Salesforce's code, for example <c>MALFORMED_QUERY</c>: <c>errorCode</c> of a request, <c>statusCode</c> of a row.
/// </param>
/// <param name="Message">The text.</param>
/// <param name="Fields">Fields it is about.</param>
public sealed record ApiError(string Code, string Message, params IReadOnlyList<string> Fields)
{
    /// <summary>A row was refused, rather than the request: such errors name their fields even where there are none.</summary>
    public bool OfRow { get; init; }

    /// <summary>The rows that a duplicate rule found; null for other errors.</summary>
    public DuplicateResult? Duplicates { get; init; }
}
