using System.Net.Sockets;
using System.Security.Authentication;
using System.Text.RegularExpressions;

namespace SalesforceCC.Http;

/// <summary>Failures of the network, told apart by what a person would do about them.</summary>
internal static class TransportErrors
{
    // .NET names the proxy by its whole URL, password included; so its exception is not kept either.
    private static readonly Regex s_userInfo = new("//[^/@]*@", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    /// <summary>What an exception of HttpClient or a stream means; null: it is not of the network.</summary>
    public static SfException? From(Exception e, HttpRequestMessage request, AttemptTimer timer)
    {
        Uri uri = request.RequestUri!;
        if (timer.Expired)
            return Make(
                SfErrorCodes.Timeout, $"{uri.Host} sent nothing for {timer.Limit.TotalSeconds:0} seconds.", e, request, sent: true);

        // The socket has a limit of its own for connecting. It says so with a cancellation that nobody asked for.
        if (e is OperationCanceledException { InnerException: TimeoutException })
            return Make(SfErrorCodes.Timeout, $"{uri.Host}:{uri.Port} did not take a connection in time.", e, request, sent: false);
        if (e is not (HttpRequestException or IOException or System.Net.WebException or InvalidDataException))
            return null;

        if (e is InvalidDataException)
            return Make(SfErrorCodes.InvalidResponse, $"The answer of {uri.Host} is not whole and valid gzip.", e, request, sent: true);
        if (IsProxy(e))
            return Make(SfErrorCodes.ProxyRefused, $"The proxy did not connect to {uri.Host}: {s_userInfo.Replace(Innermost(e), "//")}", inner: null, request, sent: false);

        for (Exception? cause = e; cause is not null; cause = cause.InnerException)
        {
            switch (cause)
            {
                case AuthenticationException:
                    return Make(SfErrorCodes.TlsFailure, $"No trusted TLS connection to {uri.Host}: {Innermost(e)}", e, request, sent: false, mayPass: false);
                case SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain }:
                    return Make(SfErrorCodes.HostNotFound, $"The host {uri.Host} is not known.", e, request, sent: false);
                case SocketException { SocketErrorCode: SocketError.ConnectionRefused }:
                    return Make(SfErrorCodes.ConnectionRefused, $"{uri.Host}:{uri.Port} refuses connections.", e, request, sent: false);
                case SocketException s when s.SocketErrorCode is SocketError.NetworkUnreachable
                    or SocketError.HostUnreachable or SocketError.AddressNotAvailable:
                    return Make(SfErrorCodes.ConnectionRefused, $"{uri.Host}:{uri.Port} cannot be reached.", e, request, sent: false);
            }
        }

#if NET
        if (e is HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError })
            return Make(SfErrorCodes.HostNotFound, $"The host {uri.Host} is not known.", e, request, sent: false);
        if (e is HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError })
            return Make(SfErrorCodes.TlsFailure, $"No trusted TLS connection to {uri.Host}: {Innermost(e)}", e, request, sent: false, mayPass: false);
        if (e is HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError })
            return Make(SfErrorCodes.ConnectionRefused, $"{uri.Host}:{uri.Port} cannot be reached: {Innermost(e)}", e, request, sent: false);
#endif
        return Make(SfErrorCodes.ConnectionLost, $"The connection to {uri.Host} broke off: {Innermost(e)}", e, request, sent: true);
    }

    /// <summary>The same failure with the name of its request.</summary>
    public static SfException Name(SfException e, HttpRequestMessage request) =>
        new(e.Code, e.Message, e)
        {
            Request = RequestName.Of(request),
            Fields = e.Fields,
            MayPass = e.MayPass || e.Code == SfErrorCodes.InvalidResponse,
            NotExecuted = e.NotExecuted,
            OfReadingMethod = Reads(request.Method),
            Final = e.Final,
        };

    /// <summary>GET, HEAD and OPTIONS change nothing.</summary>
    public static bool Reads(HttpMethod method) =>
        method == HttpMethod.Get || method == HttpMethod.Head || method == HttpMethod.Options;

    private static SfException Make(
        string code, string message, Exception? inner, HttpRequestMessage request, bool sent, bool mayPass = true) =>
        new(code, message, inner)
        {
            Request = RequestName.Of(request),
            NotExecuted = !sent && mayPass,
            MayPass = mayPass,
            OfReadingMethod = Reads(request.Method),
        };

    private static bool IsProxy(Exception e)
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
        return e.Message;
    }
}
