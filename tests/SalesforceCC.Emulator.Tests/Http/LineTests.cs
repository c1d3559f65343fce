using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using SalesforceCC.Emulator.Faults;
using Xunit;

namespace SalesforceCC.Emulator.Tests.Http;

/// <summary>Answers that arrive as over a line.</summary>
public sealed class LineTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_answer_arrives_in_pieces_each_when_the_line_has_room()
    {
        FakeTimeProvider time = new();
        Line line = new(time) { Bandwidth = 146_000 };
        MemoryStream wire = new();
        await using PacedStream paced = new(wire, line);
        Assert.Equal(2_920, line.Piece);

        Task written = paced.WriteAsync(new byte[7_000], Cancel).AsTask();

        List<long> arrived = [wire.Length];
        for (int i = 0; i < 3; i++)
        {
            time.Advance(TimeSpan.FromMilliseconds(20));
            await UntilAsync(() => wire.Length > arrived[^1]);
            arrived.Add(wire.Length);
        }

        Assert.Equal([0, 2_920, 5_840, 7_000], arrived);
        await written;
    }

    [Fact]
    public async Task Answers_share_the_line()
    {
        FakeTimeProvider time = new();
        Line line = new(time) { Bandwidth = 1_000 };
        Task first = line.SendAsync(1_000, Cancel), second = line.SendAsync(1_000, Cancel);
        time.Advance(TimeSpan.FromSeconds(1));
        await first;
        Assert.False(second.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(1));
        await second;
    }

    [Fact]
    public async Task The_same_page_comes_over_a_slow_line()
    {
        await using TestOrg org = await TestOrg.ConnectAsync(accounts: 300);
        const string Url = "/services/data/v68.0/query?q=SELECT+Id,Name+FROM+Account";
        using HttpResponseMessage fast = await org.GetAsync(Url);
        JsonElement line = await org.KnobAsync("line", new { latencyMs = 1, bandwidth = 2_000_000 });
        Assert.Equal("""{"latencyMs":1,"bandwidth":2000000}""", line.GetRawText());
        using HttpResponseMessage slow = await org.GetAsync(Url);
        Assert.Equal(await fast.TextAsync(), await slow.TextAsync());
        await org.KnobAsync("faults", new { path = "*/query", drop = "mid-body" });
        await Assert.ThrowsAsync<HttpRequestException>(() => org.GetAsync(Url));
        using HttpResponseMessage wrong = await org.SendAsync(HttpMethod.Post, "/__org/line", """{"bandwidth":-1}""");
        Assert.Equal(400, (int)wrong.StatusCode);
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        while (!condition())
            await Task.Yield();
    }
}
