namespace SalesforceCC.Emulator.Data;

/// <summary>An error as Salesforce reports it: <c>[{"message","errorCode","fields"}]</c> with an HTTP status.</summary>
public sealed class SalesforceError(int status, string errorCode, string message, params string[] fields)
    : Exception(message)
{
    /// <summary>HTTP status of the answer.</summary>
    public int Status { get; } = status;

    /// <summary>Salesforce's code, for example <c>MALFORMED_QUERY</c>.</summary>
    public string ErrorCode { get; } = errorCode;

    /// <summary>
    /// Fields the error is about; the key is left out of the answer where there are none, but for ENTITY_IS_DELETED, as
    /// recorded.
    /// </summary>
    public IReadOnlyList<string> Fields { get; } = fields;
}
