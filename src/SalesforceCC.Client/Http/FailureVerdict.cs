using System.Net;

namespace SalesforceCC.Http;

/// <summary>What a failure that a response reports means for another try.</summary>
internal static class FailureVerdict
{
    /// <summary>
    /// Refused before anything ran: too many long calls at once, a locked row (the transaction is rolled back). The
    /// daily limit has the same code but another text, and does not pass within minutes.
    /// </summary>
    public static bool NotExecuted(ErrorText text) => text.Errors.Count > 0 && text.Errors.All(static e => e.Code switch
    {
        "REQUEST_LIMIT_EXCEEDED" => e.Message.StartsWith("Concurrent", StringComparison.OrdinalIgnoreCase),
        "UNABLE_TO_LOCK_ROW" => true,
        _ => false,
    });

    /// <summary>
    /// The server, or the edge before it, is not well. 406 without a word is the edge's: Salesforce itself says what it
    /// does not accept. "unknown_error" is the token endpoint's, with "retry your request".
    /// </summary>
    public static bool MayPass(HttpStatusCode status, ErrorText text, bool isEmpty) =>
        (int)status is 420 or 429 or 500 or 502 or 503 or 504
        || (status == HttpStatusCode.NotAcceptable && isEmpty)
        || text.Code == "unknown_error"
        || text.Message.IndexOf("retry your request", StringComparison.OrdinalIgnoreCase) >= 0;

    /// <summary>How long the server asks to wait; null: it does not say.</summary>
    public static TimeSpan? RetryAfter(HttpResponseMessage response, TimeProvider clock)
    {
        if (response.Headers.RetryAfter is not { } after)
            return null;
        TimeSpan? wait = after.Delta ?? after.Date - clock.GetUtcNow();
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
    }
}
