using System.Globalization;
using System.Net;
using System.Net.Sockets;
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
    public static SfException? From(Exception e, HttpRequestMessage request, IdleTimer timer, string? proxy)
    {
        Uri uri = request.RequestUri!;
        string through = proxy is null ? "" : $" through the proxy {proxy}";
        if (timer.Expired)
            return TimedOut(e, request, timer.Limit, through);

        // The socket has a limit of its own for connecting. It says so with a cancellation that nobody asked for.
        if (e is OperationCanceledException { InnerException: TimeoutException })
            return Make(SfErrorCodes.Timeout, $"{Peer(uri, proxy)} did not take a connection in time.", e, request, sent: false);
        if (e is InvalidDataException)
            return Make(SfErrorCodes.InvalidResponse, $"The response of {uri.Host}{through} is not whole and valid gzip.", e, request, sent: true);
        if (e is not (HttpRequestException or IOException or WebException))
            return null;
        if (proxy is not null && IsTunnelRefused(e))
            return TunnelRefused(e, request, proxy);

        SocketException? socket = FailedStages.Find<SocketException>(e);
        return FailedStages.Of(e) switch
        {
            FailedStage.Trust => Make(
                SfErrorCodes.TlsFailure, $"No trusted TLS connection to {uri.Host}{through}: {Innermost(e)}", e, request, sent: false, mayPass: false),
            FailedStage.Handshake => Make(
                SfErrorCodes.TlsFailure, $"The connection to {uri.Host}{through} broke off before TLS was agreed on: {Innermost(e)}", e, request, sent: false),
            FailedStage.NameResolution => NotConnected(SfErrorCodes.HostNotFound, "is not known", e, request, proxy),
            FailedStage.Connection when FailedStages.IsNameUnknown(socket) =>
                NotConnected(SfErrorCodes.HostNotFound, "is not known", e, request, proxy),
            FailedStage.Connection => NotConnected(SfErrorCodes.ConnectionRefused, Why(socket, e), e, request, proxy),
            _ => Make(SfErrorCodes.ConnectionLost, $"The connection to {uri.Host}{through} broke off: {Innermost(e)}", e, request, sent: true),
        };
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

    private static SfException TimedOut(Exception e, HttpRequestMessage request, TimeSpan limit, string through)
    {
        // Until the network has asked for the body, the head at most is on its way.
        bool sent = request.Content is not SentContent { WasRead: false } || request.Content.Headers.ContentLength == 0;
        string seconds = limit.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture);
        return Make(
            SfErrorCodes.Timeout,
            $"{RequestName.Of(request)} to {request.RequestUri!.Host}{through} made no progress for {seconds} seconds.",
            e,
            request,
            sent);
    }

    private static string Why(SocketException? socket, Exception e) => socket?.SocketErrorCode switch
    {
        SocketError.ConnectionRefused => "refuses connections",
        SocketError.NetworkUnreachable or SocketError.HostUnreachable or SocketError.AddressNotAvailable => "cannot be reached",
        _ => $"cannot be reached: {Innermost(e)}",
    };

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
        return FailedStages.Of(e) == FailedStage.Tunnel;
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
