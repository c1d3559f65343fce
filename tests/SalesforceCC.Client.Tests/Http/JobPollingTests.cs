using SalesforceCC.Http;

namespace SalesforceCC.Client.Tests.Http;

public class JobPollingTests
{
    private readonly SkippingClock _clock = new();

    [Fact]
    public async Task Questions_come_more_and_more_rarely_and_end_with_the_job()
    {
        int asked = 0;
        List<int> states = await StatesAsync(new(_clock), _ => Task.FromResult((++asked, (TimeSpan?)null)), 12);
        Assert.Equal(Enumerable.Range(1, 12), states);
        Assert.Equal(TimeSpan.FromMilliseconds(500), _clock.Pauses[0]);
        Assert.Equal(_clock.Pauses.Order(), _clock.Pauses);
        Assert.Equal(TimeSpan.FromSeconds(10), _clock.Pauses[^1]);
    }

    [Fact]
    public async Task The_server_is_given_the_time_it_asks_for()
    {
        int asked = 0;
        await StatesAsync(new(_clock), _ => Task.FromResult((++asked, asked == 1 ? TimeSpan.FromSeconds(33) : (TimeSpan?)null)), 3);
        Assert.Equal([TimeSpan.FromMilliseconds(500), TimeSpan.FromSeconds(33)], _clock.Pauses.Take(2));
        Assert.True(_clock.Pauses[2] < TimeSpan.FromSeconds(2));
    }

    [Fact]
    public async Task When_the_time_is_up_the_last_state_is_that_of_a_job_that_goes_on()
    {
        int asked = 0;
        List<int> states = await StatesAsync(
            new(_clock) { Limit = TimeSpan.FromSeconds(60) }, _ => Task.FromResult((++asked, (TimeSpan?)null)), int.MaxValue);
        Assert.Equal(asked, states[^1]);
        Assert.Equal(60, _clock.Pauses.Sum(static p => p.TotalSeconds), 0.1);
    }

    [Fact]
    public async Task Pauses_end_at_once_when_stopped()
    {
        using CancellationTokenSource stop = new();
        _clock.OnPause = stop.Cancel;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (int _ in new JobPolling(_clock).WatchAsync(static _ => Task.FromResult((1, (TimeSpan?)null)), static _ => false, stop.Token))
                Assert.Fail("Nobody asks after the stop.");
        });
    }

    private static async Task<List<int>> StatesAsync(
        JobPolling polling, Func<CancellationToken, Task<(int State, TimeSpan? RetryAfter)>> ask, int last)
    {
        List<int> states = [];
        await foreach (int state in polling.WatchAsync(ask, s => s == last, Guard.Stop))
            states.Add(state);
        return states;
    }
}
