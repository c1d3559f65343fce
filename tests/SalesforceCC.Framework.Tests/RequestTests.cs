using System.Net;
using System.Security.Authentication;
using SalesforceCC.Http;
using Xunit;

namespace SalesforceCC.Framework.Tests;

public class RequestTests
{
    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void Content_is_sent_without_asking_first_unless_it_can_be_sent_once_only(bool isReplayable, bool asks)
    {
        ApiRequest request = new()
        {
            Method = HttpMethod.Post,
            Url = new("http://127.0.0.1:1/"),
            Body = RequestBody.Of(static () => new MemoryStream(), "text/csv", isReplayable: isReplayable),
        };
        using Exchange exchange = new(request, new RoadOptions { UserAgent = "test" }, TestContext.Current.CancellationToken);
        Assert.Equal(asks, exchange.Message.Headers.ExpectContinue);
    }

#pragma warning disable SYSLIB0014, SYSLIB0039, CA5364, CA5386, CA5397 // What an old Windows PowerShell has.
    [Fact]
    public void An_old_setting_gets_TLS_1_2_and_the_systems_choice_stays()
    {
        SecurityProtocolType before = ServicePointManager.SecurityProtocol;
        try
        {
            ServicePointManager.SecurityProtocol = SecurityProtocolType.Tls;
            Assert.Equal(SslProtocols.Tls | SslProtocols.Tls12, TlsVersions.Offer());
            Assert.Equal(SecurityProtocolType.Tls | SecurityProtocolType.Tls12, ServicePointManager.SecurityProtocol);

            ServicePointManager.SecurityProtocol = SecurityProtocolType.SystemDefault;
            Assert.Equal(SslProtocols.None, TlsVersions.Offer());
        }
        finally
        {
            ServicePointManager.SecurityProtocol = before;
        }
    }
#pragma warning restore SYSLIB0014, SYSLIB0039, CA5364, CA5386, CA5397
}
