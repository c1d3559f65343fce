using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text.RegularExpressions;

namespace SalesforceCC.Http;

/// <summary>Failures of the network, told apart by what a person would do about them.</summary>
internal static class TransportErrors
{
    // .NET's text of a refused tunnel has the proxy's whole URL, password included, and then the status.
    private static readonly Regex s_status = new(@"\b[345]\d\d\b", RegexOptions.RightToLeft | RegexOptions.CultureInvariant);

    // Whatever else names a proxy so: not in a message, and not kept as the cause of one.
    private static readonly Regex s_userInfo = new(@"//[^/\s]*@", RegexOptions.CultureInvariant);

    /// <summary>What an exception of HttpClient or a stream means; null: it is not of the network.</summary>
    /// <param name="e">The exception.</param>
    /// <param name="request">The request that failed.</param>
    /// <param name="timer">Whether the time was up.</param>
    /// <param name="proxy">The proxy that the request went through, without its password; null: none.</param>
    public static SfException? From(Exception e, HttpRequestMessage request, AttemptTimer timer, string? proxy)
    {
        Uri uri = request.RequestUri!;
        string through = proxy is null ? "" : $" through the proxy {proxy}";
        if (timer.Expired)
            return Make(
                SfErrorCodes.Timeout, $"{uri.Host}{through} sent nothing for {timer.Limit.TotalSeconds:0} seconds.", e, request, sent: true);

        // The socket has a limit of its own for connecting. It says so with a cancellation that nobody asked for.
        if (e is OperationCanceledException { InnerException: TimeoutException })
            return Make(SfErrorCodes.Timeout, $"{Peer(uri, proxy)} did not take a connection in time.", e, request, sent: false);
        if (e is not (HttpRequestException or IOException or WebException or InvalidDataException))
            return null;

        if (e is InvalidDataException)
            return Make(SfErrorCodes.InvalidResponse, $"The answer of {uri.Host}{through} is not whole and valid gzip.", e, request, sent: true);
        if (proxy is not null && IsTunnelRefused(e))
            return TunnelRefused(e, request, proxy);

        for (Exception? cause = e; cause is not null; cause = cause.InnerException)
        {
            switch (cause)
            {
                case AuthenticationException:
                    return NoTls(e, request, through);
                case SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain }:
                    return NotConnected(SfErrorCodes.HostNotFound, "is not known", e, request, proxy);
                case SocketException { SocketErrorCode: SocketError.ConnectionRefused }:
                    return NotConnected(SfErrorCodes.ConnectionRefused, "refuses connections", e, request, proxy);
                case SocketException s when s.SocketErrorCode is SocketError.NetworkUnreachable
                    or SocketError.HostUnreachable or SocketError.AddressNotAvailable:
                    return NotConnected(SfErrorCodes.ConnectionRefused, "cannot be reached", e, request, proxy);
            }
        }

#if NET
        if (e is HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError })
            return NotConnected(SfErrorCodes.HostNotFound, "is not known", e, request, proxy);
        if (e is HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError })
            return NoTls(e, request, through);
        if (e is HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError })
            return NotConnected(SfErrorCodes.ConnectionRefused, $"cannot be reached: {Innermost(e)}", e, request, proxy);
#else
        switch (WebErrors.StatusOf(e))
        {
            case WebExceptionStatus.NameResolutionFailure or WebExceptionStatus.ProxyNameResolutionFailure:
                return NotConnected(SfErrorCodes.HostNotFound, "is not known", e, request, proxy);
            case WebExceptionStatus.TrustFailure or WebExceptionStatus.SecureChannelFailure:
                return NoTls(e, request, through);
            case WebExceptionStatus.ConnectFailure:
                return NotConnected(SfErrorCodes.ConnectionRefused, $"cannot be reached: {Innermost(e)}", e, request, proxy);
        }
#endif
        return Make(SfErrorCodes.ConnectionLost, $"The connection to {uri.Host}{through} broke off: {Innermost(e)}", e, request, sent: true);
    }

    /// <summary>The same failure with the name of its request.</summary>
    public static SfException Name(SfException e, HttpRequestMessage request) =>
        e.With(f => f with
        {
            Request = RequestName.Of(request),
            MayPass = f.MayPass || e.Code == SfErrorCodes.InvalidResponse,
            OfReadingMethod = Reads(request.Method),
        });

    /// <summary>GET, HEAD and OPTIONS change nothing.</summary>
    public static bool Reads(HttpMethod method) =>
        method == HttpMethod.Get || method == HttpMethod.Head || method == HttpMethod.Options;

    private static SfException Make(
        string code, string message, Exception? inner, HttpRequestMessage request, bool sent, bool mayPass = true) =>
        new(code, message, inner is not null && s_userInfo.IsMatch(inner.ToString()) ? null : inner)
        {
            Request = RequestName.Of(request),
            NotExecuted = !sent && mayPass,
            MayPass = mayPass,
            OfReadingMethod = Reads(request.Method),
        };

    private static SfException NoTls(Exception e, HttpRequestMessage request, string through) =>
        Make(
            SfErrorCodes.TlsFailure, $"No trusted TLS connection to {request.RequestUri!.Host}{through}: {Innermost(e)}", e, request, sent: false, mayPass: false);

    /// <summary>Where there is a proxy, nobody else is looked up or connected to.</summary>
    private static SfException NotConnected(string code, string why, Exception e, HttpRequestMessage request, string? proxy) =>
        Make(
            proxy is null ? code : SfErrorCodes.ProxyRefused,
            code == SfErrorCodes.HostNotFound && proxy is null
                ? $"The host {request.RequestUri!.Host} {why}."
                : $"{Peer(request.RequestUri!, proxy)} {why}.",
            e, request, sent: false);

    private static SfException TunnelRefused(Exception e, HttpRequestMessage request, string proxy)
    {
        string status = s_status.Match(Innermost(e)).Value;
        string why = status.Length > 0 ? $"it answered {status}" : "it broke off";

        // The text of .NET's exception may hold a password, so it is not kept. Who must log in, or may not, need not
        // try again.
        return Make(
            SfErrorCodes.ProxyRefused, $"The proxy {proxy} did not connect to {request.RequestUri!.Host}: {why}.", inner: null, request,
            sent: false, mayPass: status is not ("407" or "403"));
    }

    private static string Peer(Uri uri, string? proxy) => proxy is null ? $"{uri.Host}:{uri.Port}" : $"The proxy {proxy}";

    private static bool IsTunnelRefused(Exception e)
    {
#if NET
        return e is HttpRequestException { HttpRequestError: HttpRequestError.ProxyTunnelError };
#else
        return Innermost(e).IndexOf("proxy", StringComparison.OrdinalIgnoreCase) >= 0;
#endif
    }

    private static string Innermost(Exception e)
    {
        while (e.InnerException is { } inner)
            e = inner;
        return s_userInfo.Replace(e.Message, "//");
    }
}
