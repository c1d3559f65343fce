using System.Net;
using System.Security.Authentication;
using SalesforceCC.Http;
using Xunit;

namespace SalesforceCC.Framework.Tests;

public class RequestTests
{
    [Fact]
    public async Task Content_is_sent_without_asking_first()
    {
        using Road road = Road.Open(new RoadOptions { UserAgent = "test", MaximumRetryCount = 0 });
        HttpRequestMessage? request = null;
        await Assert.ThrowsAsync<SfException>(() => road.SendAsync(
            Lane.Open,
            () => request = new HttpRequestMessage(HttpMethod.Post, "http://127.0.0.1:1/"),
            static (_, _, _) => Task.FromResult(0),
            SendOptions.Default,
            TestContext.Current.CancellationToken));
        Assert.False(request!.Headers.ExpectContinue);
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
