namespace SalesforceCC.Http;

/// <summary>How far a request came before the network failed it.</summary>
internal enum FailedStage
{
    /// <summary>A connection there was: the request may have arrived, in part or whole.</summary>
    Exchange,

    /// <summary>The host's name, or the proxy's, is not known.</summary>
    NameResolution,

    /// <summary>There was no connection.</summary>
    Connection,

    /// <summary>The proxy made no connection for us.</summary>
    Tunnel,

    /// <summary>TLS was not agreed on, or the certificate not trusted.</summary>
    Trust,

    /// <summary>The connection broke off before TLS was agreed on.</summary>
    Handshake,
}
