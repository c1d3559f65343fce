namespace SalesforceCC.Http;

/// <summary>Whether a request may be sent again when nobody knows what became of the first.</summary>
internal enum Replay
{
    /// <summary>By its method: GET, HEAD and OPTIONS may, everything else only when it certainly was not carried out.</summary>
    ByMethod,

    /// <summary>It only reads, whatever its method: a query inside a composite POST, a token request.</summary>
    Safe,
}
