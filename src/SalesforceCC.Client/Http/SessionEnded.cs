using System.Net;

namespace SalesforceCC.Http;

/// <summary>Tells the 401 or 403 that a new token cures from those that it does not.</summary>
internal static class SessionEnded
{
    // An opaque token that has ended is an invalid session; a JWT that has ended is no token at all any more.
    private static readonly string[] s_codes = ["INVALID_SESSION_ID", "INVALID_AUTH_HEADER", "INVALID_JWT_FORMAT"];

    /// <summary>
    /// True for 401 <c>INVALID_SESSION_ID</c> "Session expired or invalid", for what a JWT that has ended is answered
    /// with, for the identity service's 403 <c>Bad_OAuth_Token</c>, and for SOAP's fault with status 500. Not for 401 "This session is not valid for use
    /// with the REST API", which is a matter of setup and would come again with every token.
    /// </summary>
    /// <remarks>The body stays readable: it is buffered here, and error bodies are small.</remarks>
    public static async Task<bool> SaysAsync(HttpResponseMessage response, CancellationToken stop)
    {
        if (response.StatusCode is not (HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden or HttpStatusCode.InternalServerError))
            return false;

        string body = await ErrorBody.BufferAsync(response, stop).ConfigureAwait(false);
        return response.StatusCode switch
        {
            HttpStatusCode.Unauthorized => s_codes.Any(code => body.IndexOf(code, StringComparison.Ordinal) >= 0) && IsNotOfSetup(body),
            HttpStatusCode.Forbidden => body.Trim() == "Bad_OAuth_Token",
            _ => body.IndexOf(":INVALID_SESSION_ID</faultcode>", StringComparison.Ordinal) >= 0 && IsNotOfSetup(body),
        };
    }

    private static bool IsNotOfSetup(string body) => body.IndexOf("not valid for use", StringComparison.OrdinalIgnoreCase) < 0;
}
