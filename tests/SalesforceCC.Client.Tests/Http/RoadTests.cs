using System.Net;

namespace SalesforceCC.Client.Tests.Http;

/// <summary>What the road does to every request, and to answers that are too long.</summary>
public class RoadTests
{
    [Fact]
    public async Task Gzip_is_asked_for_in_exactly_this_form()
    {
        (LoopbackOrg org, SfSession session) = await LoopbackOrg.ConnectedAsync();
        await using LoopbackOrg _ = org.On("GET thing", Reply.GzipJson("{}"));

        await session.SendAsync("GET", "thing");

        Assert.All(org.Server.Requests, r => Assert.Equal("gzip", r.Header("Accept-Encoding")));
        Assert.All(org.Server.Requests, r => Assert.StartsWith("SalesforceCC/", r.Header("User-Agent"), StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_answer_that_was_cut_short_is_asked_for_again()
    {
        (LoopbackOrg org, SfSession session) = await LoopbackOrg.ConnectedAsync();
        byte[] packed = Reply.Gzip("{\"whole\":true}");
        await using LoopbackOrg _ = org.On(
            "GET thing",
            Reply.Of(200, "application/json", packed[..^6], ("Content-Encoding", "gzip")),
            Reply.GzipJson("{\"whole\":true}"));

        await session.SendAsync("GET", "thing");

        Assert.Equal(2, org.Count("GET thing"));
    }

    [Theory]
    [InlineData(0, null)]
    [InlineData(1, SfErrorCodes.InvalidResponse)]
    public async Task A_token_answer_has_a_length_from_which_on_it_is_none(int more, string? code)
    {
        const int Most = 1 << 20;
        await using LoopbackOrg org = new();
        string answer = TokenResponses.Signed(org.Server.Url, LoopbackOrg.ClientSecret);
        org.On(LoopbackOrg.TokenLine, Reply.Json(answer + new string(' ', Most + more - answer.Length)));

        if (code is null)
            await org.ConnectAsync();
        else
            await Guard.FailsAsync(code, () => org.ConnectAsync(org.Options(retries: 0)));
    }

    [Fact]
    public async Task What_a_proxy_is_not_asked_for_is_not_its_failure()
    {
        WebProxy bypassed = new("http://proxy.invalid:8080") { BypassList = [@"127\.0\.0\.1"] };
        SfException failure = await Guard.FailsAsync(SfErrorCodes.ConnectionRefused, () => SfSession.ConnectAsync(
            new SfConnectOptions { Domain = "http://127.0.0.1:1", MaximumRetryCount = 0, Proxy = bypassed },
            new Secrets(LoopbackOrg.ClientSecret),
            Guard.Stop));

        Assert.DoesNotContain("proxy", failure.Message, StringComparison.OrdinalIgnoreCase);
    }
}
