using System.Net;
using System.Net.Sockets;
using SalesforceCC.Http;
using Xunit;

namespace SalesforceCC.Framework.Tests;

/// <summary>Failures as .NET Framework tells them: an HttpRequestException around a WebException.</summary>
public class WebErrorTests
{
    private const string Proxy = "http://proxy.example:3128";

    [Theory]
    [InlineData(WebExceptionStatus.NameResolutionFailure, null, SfErrorCodes.HostNotFound, true)]
    [InlineData(WebExceptionStatus.ProxyNameResolutionFailure, Proxy, SfErrorCodes.ProxyRefused, true)]
    [InlineData(WebExceptionStatus.SecureChannelFailure, null, SfErrorCodes.TlsFailure, false)]
    [InlineData(WebExceptionStatus.TrustFailure, null, SfErrorCodes.TlsFailure, false)]
    [InlineData(WebExceptionStatus.ReceiveFailure, null, SfErrorCodes.ConnectionLost, false)]
    public void A_status_is_understood_without_a_cause(WebExceptionStatus status, string? proxy, string code, bool notExecuted)
    {
        SfException failure = Map(new WebException("Something.", status), proxy);
        Assert.Equal((code, notExecuted), (failure.Code, failure.NotExecuted));
    }

    [Theory]
    [InlineData(SocketError.ConnectionRefused, "refuses")]
    [InlineData(SocketError.TimedOut, "cannot be reached")]
    public void What_was_never_connected_was_not_executed(SocketError error, string text)
    {
        SocketException cause = new((int)error);
        SfException failure = Map(new WebException("Unable to connect.", cause, WebExceptionStatus.ConnectFailure, null), proxy: null);
        Assert.Equal((SfErrorCodes.ConnectionRefused, true), (failure.Code, failure.NotExecuted));
        Assert.Contains(text, failure.Message, StringComparison.Ordinal);
    }

    private static SfException Map(WebException e, string? proxy)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, "https://acme.my.salesforce.com/services/oauth2/token");
        using IdleTimer timer = new(TimeSpan.FromSeconds(120), TimeProvider.System, CancellationToken.None);
        return TransportErrors.From(new HttpRequestException("An error occurred while sending the request.", e), request, timer, proxy)!;
    }
}
