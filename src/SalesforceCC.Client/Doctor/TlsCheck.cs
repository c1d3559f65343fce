using System.Globalization;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using SalesforceCC.Http;

namespace SalesforceCC.Doctor;

/// <summary>Connects by itself, because HttpClient tells neither protocol nor certificate.</summary>
internal static class TlsCheck
{
    public static async Task<Finding> RunAsync(Checkup checkup, CancellationToken stop)
    {
        if (checkup.NoHost is { } reason)
            return Finding.Skipped(reason);
        Uri domain = checkup.Domain!;
        RoadOptions options = checkup.Options.ToRoadOptions();
        if (domain.Scheme == Uri.UriSchemeHttp)
            return Finding.Skipped("Plain http, which is allowed on this machine itself only, has no TLS.");
        if (ProxyChoice.NameFor(options, domain) is { } proxy)
            return Finding.Skipped($"The proxy {proxy} makes the connection; whether it does, the next step shows.");

        using IdleTimer timer = new(options.Timeout, options.Clock, stop);
        timer.Sending();
        using HttpRequestMessage request = new(HttpMethod.Get, domain);
        try
        {
            return await ConnectAsync(checkup, domain, timer.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception e) when (e is SocketException or IOException or AuthenticationException or OperationCanceledException)
        {
            checkup.NoHost = "There is no TLS connection.";

            return checkup.Fail(TransportErrors.From(Wrap(e), request, timer, proxy: null)
                ?? new SfException(SfErrorCodes.ConnectionLost, $"The connection to {domain.Host} broke off: {e.Message}", e));
        }
    }

    private static async Task<Finding> ConnectAsync(Checkup checkup, Uri domain, CancellationToken stop)
    {
        string problem = "";
        string detail = "";
        using TcpClient client = new();
        using CancellationTokenRegistration registration = stop.Register(static c => ((TcpClient)c!).Dispose(), client);
        await HttpShim.WaitAsync(client.ConnectAsync(domain.DnsSafeHost, domain.Port), stop).ConfigureAwait(false);
        Finding? untrusted = null;
        using SslStream tls = new(
            client.GetStream(),
            leaveInnerStreamOpen: false,
            (_, shown, chain, errors) =>
            {
                if (shown is null)
                    return false;
                using X509Certificate2 certificate = new(shown);
                detail = Detail(certificate);
                problem = Describe(chain, errors);
                if (errors == SslPolicyErrors.None || checkup.Options.SkipCertificateCheck)
                    return true;
                untrusted = Untrusted(checkup, domain, certificate, problem);
                return false;
            });
        try
        {
            await HttpShim.WaitAsync(
                tls.AuthenticateAsClientAsync(domain.IdnHost, null, TlsVersions.Offer(), checkCertificateRevocation: false), stop)
                .ConfigureAwait(false);
        }
        catch (AuthenticationException) when (untrusted is not null)
        {
            checkup.NoHost = "The certificate is not trusted.";
            return untrusted;
        }

        detail = $"{Name(tls.SslProtocol)}; {detail}";
        return problem.Length == 0
            ? Finding.Pass($"{detail}.")
            : checkup.Warn($"{detail}, which is accepted without check: {problem}", SfErrorCodes.CertificateCheckRequired);
    }

    // As HttpClient tells it: a socket's error of its own is one of connecting, and any other one of the handshake.
    private static Exception Wrap(Exception e) => e switch
    {
#if NET
        SocketException => new HttpRequestException(HttpRequestError.ConnectionError, e.Message, e),
        IOException or AuthenticationException => new HttpRequestException(HttpRequestError.SecureConnectionError, e.Message, e),
#else
        SocketException or AuthenticationException => new HttpRequestException(e.Message, e),
#endif
        _ => e,
    };

    private static Finding Untrusted(Checkup checkup, Uri domain, X509Certificate2 certificate, string problem)
    {
        DateTimeOffset now = checkup.Options.Clock.GetUtcNow();
        return now < certificate.NotBefore || now > certificate.NotAfter
            ? Finding.Fail($"The {Detail(certificate)}: {problem}", $"Set the clock of this machine, which says {now:yyyy-MM-dd HH:mm} UTC; if it is right, the certificate must be renewed.")
            : checkup.Fail(new SfException(SfErrorCodes.TlsFailure, $"No trusted TLS connection to {domain.Host}; {Detail(certificate)}: {problem}"));
    }

    private static string Detail(X509Certificate2 certificate) =>
        $"certificate of {certificate.GetNameInfo(X509NameType.SimpleName, false)}, "
        + $"issued by {certificate.GetNameInfo(X509NameType.SimpleName, true)}, "
        + $"valid from {Day(certificate.NotBefore)} until {Day(certificate.NotAfter)}";

    private static string Describe(X509Chain? chain, SslPolicyErrors errors) => errors switch
    {
        SslPolicyErrors.None => "",
        _ when (errors & SslPolicyErrors.RemoteCertificateNameMismatch) != 0 => "It is the certificate of another host.",
        _ => string.Join(" ", chain?.ChainStatus.Select(static s => s.StatusInformation.Trim()).Distinct() ?? []),
    };

    private static string Name(SslProtocols protocol) => protocol.ToString() switch
    {
        "Tls12" => "TLS 1.2",
        "Tls13" or "12288" => "TLS 1.3",
        string other => other,
    };

    private static string Day(DateTime date) => date.ToUniversalTime().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
