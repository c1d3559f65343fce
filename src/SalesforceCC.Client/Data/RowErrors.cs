using SalesforceCC.Soap;

namespace SalesforceCC.Data;

/// <summary>The failures of single rows.</summary>
internal static class RowErrors
{
    /// <summary>Codes of rows that fail because another one did.</summary>
    private static readonly string[] s_consequences = ["ALL_OR_NONE_OPERATION_ROLLED_BACK", "PROCESSING_HALTED"];

    private const string Doubt = "It is not known whether the record was";

    /// <summary>A value or a row that cannot be sent.</summary>
    public static SfException Invalid(string message, string? field = null) =>
        new(SfErrorCodes.InvalidParameter, message)
        {
            Errors = field is null ? [] : [new SfError(SfErrorCodes.InvalidParameter, message, [field])],
        };

    /// <summary>Whether the row failed because another one did.</summary>
    public static bool IsConsequence(SfException e) => s_consequences.Contains(e.Code);

    /// <summary>The failure of a row of which nobody knows what became.</summary>
    public static SfException InDoubt(SfException e, WriteOperation operation) =>
        e.WithMessage($"{e.Message} {Doubt} {Done(operation)}.");

    /// <summary>Whether nobody knows what became of a row that failed with this.</summary>
    public static bool IsInDoubt(SfException e) => e.Message.Contains(Doubt);

    /// <summary>The failure of a row that was not sent, since another one cannot be.</summary>
    public static SfException NotSent() =>
        new("ALL_OR_NONE_OPERATION_ROLLED_BACK", "The record was not sent, because another record of the transaction cannot be.");

    /// <summary>Whether Salesforce certainly carried nothing out of a request that failed with this.</summary>
    public static bool IsRefusal(SfException e) =>
        e.NotExecuted
        || e.Flow is not null
        || (int?)e.StatusCode is >= 300 and < 500 and not 408
        || SoapCall.IsRefusal(e)
        || e.Code is SfErrorCodes.TlsFailure or SfErrorCodes.HostNotFound or SfErrorCodes.ConnectionRefused
            or SfErrorCodes.ProxyRefused or SfErrorCodes.ForeignOrigin;

    /// <summary>Whether every further request would end the same way.</summary>
    public static bool IsOfAll(SfException e) =>
        e.Flow is not null
        || (int?)e.StatusCode == 401
        || e.Code is SfErrorCodes.SessionClosed or SfErrorCodes.ForeignOrigin
            or "INVALID_SESSION_ID" or "API_DISABLED_FOR_ORG" or "UNSUPPORTED_API_VERSION"
        || (e.Code == "REQUEST_LIMIT_EXCEEDED" && !e.NotExecuted);

    private static string Done(WriteOperation operation) => operation switch
    {
        WriteOperation.Delete => "deleted",
        WriteOperation.Undelete => "restored",
        _ => "saved",
    };
}
