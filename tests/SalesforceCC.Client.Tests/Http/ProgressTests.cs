using SalesforceCC.Http;

namespace SalesforceCC.Client.Tests.Http;

public class ProgressTests
{
    [Fact]
    public async Task The_time_allowed_begins_anew_with_every_byte()
    {
        await using LoopbackOrg org = new();
        SfSession session = await org.ConnectAsync(org.Options(retries: 0));
        TaskCompletionSource[] gates = [new(), new(), new()];
        org.On("GET thing", new Reply(
            true,
            Reply.Write("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\n"u8.ToArray()),
            async (stream, stop) =>
            {
                foreach (TaskCompletionSource gate in gates)
                {
                    await gate.Task.WaitAsync(stop);
                    await stream.WriteAsync("x"u8.ToArray(), stop);
                }
            }));

        int length = await session.SendAsync(
            ApiRequest.Get(session.Resolve("thing")),
            async (_, body, stop) =>
            {
                int read = 0;
                foreach (TaskCompletionSource gate in gates)
                {
                    org.Clock.Advance(0.9 * SkippingClock.RequestTimeout);
                    gate.SetResult();
                    read += await body.ReadAsync(new byte[10], stop);
                }

                return read;
            },
            Guard.Stop);

        Assert.Equal(3, length);
    }

    [Fact]
    public async Task After_a_byte_the_time_allowed_can_run_out_as_before()
    {
        await using LoopbackOrg org = new();
        SfSession session = await org.ConnectAsync(org.Options(retries: 0));
        org.On("GET thing", new Reply(
            true,
            Reply.Write("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nx"u8.ToArray()),
            (_, stop) => Task.Delay(Timeout.Infinite, stop)));

        await Guard.FailsAsync(SfErrorCodes.Timeout, () => session.SendAsync(
            ApiRequest.Get(session.Resolve("thing")),
            async (_, body, stop) =>
            {
                Assert.Equal(1, await body.ReadAsync(new byte[10], stop));
                ValueTask<int> next = body.ReadAsync(new byte[10], stop);
                org.Clock.Advance(SkippingClock.RequestTimeout);
                return await next;
            },
            Guard.Stop));
    }

    [Fact]
    public async Task The_time_allowed_is_for_the_network_and_not_for_what_follows()
    {
        await using LoopbackOrg org = new();
        SfSession session = await org.ConnectAsync(org.Options(retries: 0));
        org.On("GET thing", Reply.GzipJson("{}"));

        bool isStopped = await session.SendAsync(
            ApiRequest.Get(session.Resolve("thing")),
            async (_, body, stop) =>
            {
                await Body.ReadAsync(body, 100, stop);
                org.Clock.Advance(2 * SkippingClock.RequestTimeout);
                return stop.IsCancellationRequested;
            },
            Guard.Stop);

        Assert.False(isStopped);
    }
}
