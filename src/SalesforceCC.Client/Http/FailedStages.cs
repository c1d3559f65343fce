using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;

namespace SalesforceCC.Http;

/// <summary>
/// Reads the stage off an exception: only what .NET itself states as a failure to connect is one. The same socket errors
/// come when a connection breaks off that had carried the request.
/// </summary>
internal static class FailedStages
{
    public static FailedStage Of(Exception e)
    {
#if NET
        return e is not HttpRequestException failure ? FailedStage.Exchange : failure.HttpRequestError switch
        {
            HttpRequestError.NameResolutionError => FailedStage.NameResolution,
            HttpRequestError.ConnectionError => FailedStage.Connection,
            HttpRequestError.ProxyTunnelError => FailedStage.Tunnel,
            HttpRequestError.SecureConnectionError => Has<AuthenticationException>(e) ? FailedStage.Trust : FailedStage.Handshake,
            _ => FailedStage.Exchange,
        };
#else
        switch (WebErrors.StatusOf(e))
        {
            case WebExceptionStatus.NameResolutionFailure or WebExceptionStatus.ProxyNameResolutionFailure:
                return FailedStage.NameResolution;
            case WebExceptionStatus.ConnectFailure:
                return FailedStage.Connection;
            case WebExceptionStatus.TrustFailure or WebExceptionStatus.SecureChannelFailure:
                return FailedStage.Trust;
        }

        // It says the rest in words only. Where the handler is not that of .NET Framework, the cause of a failure to
        // connect is the socket's own, and that of any later one comes through a stream.
        if (Has<AuthenticationException>(e))
            return FailedStage.Trust;
        return e is HttpRequestException { InnerException: SocketException socket }
            ? IsNameUnknown(socket) ? FailedStage.NameResolution : FailedStage.Connection
            : FailedStage.Exchange;
#endif
    }

    /// <summary>The first of a type among an exception and its causes.</summary>
    public static T? Find<T>(Exception? e)
        where T : Exception
    {
        while (e is not null and not T)
            e = e.InnerException;
        return (T?)e;
    }

    /// <summary>The resolver's errors.</summary>
    public static bool IsNameUnknown(SocketException? e) =>
        e?.SocketErrorCode is SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain;

    private static bool Has<T>(Exception e)
        where T : Exception => Find<T>(e) is not null;
}
