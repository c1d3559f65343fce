namespace SalesforceCC.Emulator.Data;

/// <summary>
/// What a request fails with, as Salesforce reports it: an HTTP status and one or more errors,
/// <c>[{"message","errorCode","fields"}]</c>.
/// </summary>
public sealed class SalesforceError(int status, params IReadOnlyList<ApiError> errors) : Exception(errors[0].Message)
{
    /// <summary>A failure with one error.</summary>
    public SalesforceError(int status, string errorCode, string message, params string[] fields)
        : this(status, new ApiError(errorCode, message, fields))
    {
    }

    /// <summary>HTTP status of the answer.</summary>
    public int Status { get; } = status;

    /// <summary>All that is wrong, at least one error.</summary>
    public IReadOnlyList<ApiError> Errors { get; } = errors;

    /// <summary>The JSON itself cannot be taken, so that of many rows none is looked at.</summary>
    public bool EndsRequest { get; init; }

    /// <summary>What is wrong where values are texts, as in CSV: there a value of a wrong type concerns its row only.</summary>
    public ApiError? OfText { get; init; }

    /// <summary>Code of the first error.</summary>
    public string ErrorCode => Errors[0].Code;

    /// <summary>Fields that the first error is about.</summary>
    public IReadOnlyList<string> Fields => Errors[0].Fields;
}
