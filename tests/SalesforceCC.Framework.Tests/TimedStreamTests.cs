using Microsoft.Extensions.Time.Testing;
using SalesforceCC.Http;
using Xunit;

namespace SalesforceCC.Framework.Tests;

public class TimedStreamTests
{
    private readonly FakeTimeProvider _clock = new();

    [Fact(Timeout = 60_000)]
    public async Task A_read_ends_in_time_though_the_stream_does_not_listen_and_leaves_the_buffer_alone()
    {
        using DeafStream deaf = new();
        using IdleTimer timer = Timer(CancellationToken.None);
        using TimedStream stream = new(deaf, timer);
        byte[] buffer = new byte[4];
        Task<int> read = stream.ReadAsync(buffer, 0, 4, CancellationToken.None);
        _clock.Advance(TimeSpan.FromSeconds(2));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => read.WaitAsync(TestContext.Current.CancellationToken));
        Assert.True(timer.Expired);

        deaf.Send([1, 2, 3]);
        await Task.Yield();
        Assert.NotSame(buffer, deaf.Target);
        Assert.Equal(new byte[4], buffer);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_read_ends_when_the_user_stops_it()
    {
        using DeafStream deaf = new();
        using CancellationTokenSource stop = new();
        using IdleTimer timer = Timer(stop.Token);
        using TimedStream stream = new(deaf, timer);
        Task<int> read = stream.ReadAsync(new byte[4], 0, 4, CancellationToken.None);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => read.WaitAsync(TestContext.Current.CancellationToken));
        Assert.False(timer.Expired);
    }

    [Fact(Timeout = 60_000)]
    public async Task What_was_read_is_not_kept()
    {
        using DeafStream deaf = new();
        using IdleTimer timer = Timer(CancellationToken.None);
        using TimedStream stream = new(deaf, timer);
        byte[] buffer = new byte[100_000];
        Task<int> read = stream.ReadAsync(buffer, 1, buffer.Length - 1, CancellationToken.None);
        deaf.Send([1, 2, 3]);
        Assert.Equal(3, await read.WaitAsync(TestContext.Current.CancellationToken));
        Assert.Equal([0, 1, 2, 3, 0], buffer[..5]);
        Assert.All(deaf.Target, b => Assert.Equal(0, b));
    }

    private IdleTimer Timer(CancellationToken stop) =>
        new(TimeSpan.FromSeconds(2), _clock, stop);
}
