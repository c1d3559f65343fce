using System.Diagnostics;
using System.Net;
using SalesforceCC.Client.Tests.Support;
using Xunit;

namespace SalesforceCC.Emulator.Tests.Http;

public sealed class FaultTests
{
    private const string Base = "/services/data/v68.0";

    [Fact]
    public async Task A_false_answer_meets_so_many_matching_requests_after_so_many()
    {
        await using TestOrg org = await TestOrg.ConnectAsync();
        await org.KnobAsync("faults", new
        {
            count = 2,
            skip = 1,
            method = "GET",
            path = "/services/data/*/limits",
            status = 503,
            headers = new Dictionary<string, string> { ["Retry-After"] = "7", ["Content-Type"] = "text/html" },
            body = "<html>",
        });
        List<int> statuses = new List<int>();
        for (int i = 0; i < 4; i++)
        {
            using HttpResponseMessage answer = await org.GetAsync($"{Base}/limits");
            statuses.Add((int)answer.StatusCode);
            if (i != 1)
                continue;
            Assert.Equal("7", answer.Header("Retry-After"));
            Assert.Equal("text/html", answer.Header("Content-Type"));
            Assert.Equal("<html>", await answer.TextAsync());
        }

        Assert.Equal([200, 503, 503, 200], statuses);
        using HttpResponseMessage other = await org.GetAsync($"{Base}/sobjects");
        Assert.Equal(200, (int)other.StatusCode);
    }

    [Fact]
    public async Task Bodies_may_be_json_or_bytes_and_minus_one_is_for_ever()
    {
        await using TestOrg org = await TestOrg.ConnectAsync();
        await org.KnobAsync("faults", new { count = -1, status = 403, body = new[] { new { errorCode = "X" } } });
        for (int i = 0; i < 3; i++)
        {
            using HttpResponseMessage json = await org.GetAsync($"{Base}/limits");
            await json.IsErrorAsync(403, "X");
        }

        await org.KnobAsync("faults", method: "DELETE");
        await org.KnobAsync("faults", new { status = 200, bodyBase64 = "AAEC" });
        using HttpResponseMessage bytes = await org.GetAsync($"{Base}/limits");
        Assert.Equal(new byte[] { 0, 1, 2 }, await bytes.BytesAsync());
    }

    [Fact]
    public async Task The_token_endpoint_fails_as_well()
    {
        await using TestOrg org = await TestOrg.StartAsync();
        await org.KnobAsync("faults", new { path = "/services/oauth2/token", status = 502 });
        using HttpResponseMessage first = await org.TokenAsync();
        using HttpResponseMessage second = await org.TokenAsync();
        Assert.Equal((502, 200), ((int)first.StatusCode, (int)second.StatusCode));
    }

    [Theory]
    [InlineData("before", 0)]
    [InlineData("after", 1)]
    [InlineData("headers", 1)]
    [InlineData("mid-body", 1)]
    public async Task A_cut_connection_may_leave_the_work_done_or_undone(string drop, int rows)
    {
        await using TestOrg org = await TestOrg.ConnectAsync();
        await org.KnobAsync("faults", new { drop, method = "POST" });
        await Assert.ThrowsAsync<HttpRequestException>(
            () => org.SendAsync(HttpMethod.Post, $"{Base}/sobjects/Account", """{"Name":"Acme"}"""));
        Assert.Equal(rows, org.Store.Count(org.Store.FindType("Account")!));
    }

    [Theory]
    [InlineData("headers")]
    [InlineData("mid-body")]
    public async Task A_cut_body_comes_with_the_true_status_first(string drop)
    {
        await using TestOrg org = await TestOrg.ConnectAsync(accounts: 2000);
        await org.KnobAsync("faults", new { drop });
        using HttpRequestMessage request = new HttpRequestMessage(HttpMethod.Get, $"{Base}/query?q=SELECT+Id+FROM+Account");
        using HttpResponseMessage answer = await org.Client.SendAsync(
            request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        await Assert.ThrowsAnyAsync<Exception>(answer.BytesAsync);
    }

    [Fact]
    public async Task A_truncated_body_is_half_the_true_one_and_complete_for_http()
    {
        await using TestOrg org = await TestOrg.ConnectAsync();
        using HttpResponseMessage whole = await org.GetAsync($"{Base}/sobjects");
        await org.KnobAsync("faults", new { truncateBody = true });
        using HttpResponseMessage half = await org.GetAsync($"{Base}/sobjects");
        (string? longer, string? shorter) = (await whole.TextAsync(), await half.TextAsync());
        Assert.Equal(200, (int)half.StatusCode);
        Assert.StartsWith(shorter, longer, StringComparison.Ordinal);
        Assert.InRange(shorter.Length, 1, (longer.Length / 2) + 1);
    }

    [Fact]
    public async Task A_delay_stands_alone_or_with_other_faults()
    {
        await using TestOrg org = await TestOrg.ConnectAsync();
        await org.KnobAsync("faults", new { delayMs = 200 });
        await org.KnobAsync("faults", new { delayMs = 200, status = 500 });
        Stopwatch watch = Stopwatch.StartNew();
        using HttpResponseMessage first = await org.GetAsync($"{Base}/limits");
        using HttpResponseMessage second = await org.GetAsync($"{Base}/limits");
        Assert.True(watch.ElapsedMilliseconds >= 390, $"{watch.ElapsedMilliseconds} ms");
        Assert.Equal((200, 500), ((int)first.StatusCode, (int)second.StatusCode));
    }

    [Fact]
    public async Task A_hanging_request_ends_with_its_client_and_does_not_keep_the_org_alive()
    {
        TestOrg org = await TestOrg.ConnectAsync();
        await org.KnobAsync("faults", new { hang = true, count = 2 });
        Uri limits = new($"{Base}/limits", UriKind.Relative);
        using CancellationTokenSource stop = new();
        Task<HttpResponseMessage> given = org.Client.GetAsync(limits, stop.Token);
        await Arrived(1);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => given);
        Task<HttpResponseMessage> hanging = org.Client.GetAsync(limits, TestContext.Current.CancellationToken);
        await Arrived(2);
        await org.Host.DisposeAsync().AsTask().WaitAsync(Patience.Limit, TestContext.Current.CancellationToken);
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => hanging);
        org.Client.Dispose();

        async Task Arrived(int requests)
        {
            while ((await org.KnobAsync("requests?path=*limits", method: "GET")).GetArrayLength() < requests)
                await Task.Yield();
        }
    }

    [Fact]
    public async Task A_false_answer_may_come_after_the_work_was_done()
    {
        await using TestOrg org = await TestOrg.ConnectAsync();
        await org.KnobAsync("faults", new { status = 503, execute = true });
        using HttpResponseMessage answer = await org.SendAsync(HttpMethod.Post, $"{Base}/sobjects/Account", """{"Name":"Acme"}""");
        Assert.Equal(503, (int)answer.StatusCode);
        Assert.Null(answer.Header("Location"));
        Assert.Equal(1, org.Store.Count(org.Store.FindType("Account")!));
    }

    [Theory]
    [InlineData("""{"stauts":503}""")]
    [InlineData("""{"drop":"sometimes"}""")]
    [InlineData("nonsense")]
    [InlineData("""{}""")]
    public async Task A_fault_that_says_nothing_sensible_is_refused(string order)
    {
        await using TestOrg org = await TestOrg.StartAsync();
        using HttpResponseMessage answer = await org.SendAsync(HttpMethod.Post, "/__org/faults", order);
        Assert.Equal(400, (int)answer.StatusCode);
    }
}
