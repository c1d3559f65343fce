namespace SalesforceCC.Http;

/// <summary>
/// Whether a request may be sent again when nobody knows what became of the first. What was certainly not carried out
/// is another matter: see <see cref="RetryPolicy"/>.
/// </summary>
internal enum Repeat
{
    /// <summary>By its method: GET, HEAD and OPTIONS may, everything else only when it certainly was not carried out.</summary>
    ByMethod,

    /// <summary>To carry it out twice is to carry it out once: a query in a composite POST, a token request.</summary>
    Idempotent,

    /// <summary>Only when it certainly was not carried out, whatever its method says: a GET that runs code.</summary>
    NotExecuted,

    /// <summary>It is sent once, whatever comes of it. Only a token that has ended is replaced, as for all others.</summary>
    Never,
}
