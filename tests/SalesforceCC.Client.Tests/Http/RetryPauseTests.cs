using System.Globalization;

namespace SalesforceCC.Client.Tests.Http;

public class RetryPauseTests
{
    private const string Path = "sobjects/Thing";

    [Fact]
    public async Task Pauses_grow_from_one_to_the_next_and_depend_on_nothing_but_the_jitter()
    {
        IReadOnlyList<TimeSpan> pauses = await PausesAsync(Unavailable());
        Assert.Equal(3, pauses.Count);
        Assert.InRange(pauses[0], TimeSpan.FromSeconds(0.1), TimeSpan.FromSeconds(2));
        Assert.True(pauses[1] > pauses[0] && pauses[2] > 1.5 * pauses[1], string.Join(", ", pauses));
        Assert.Equal(pauses, await PausesAsync(Unavailable()));
    }

    [Fact]
    public async Task Chance_keeps_many_clients_from_coming_back_at_once()
    {
        IReadOnlyList<TimeSpan>[] pauses = [await PausesAsync(Unavailable(), 0.1), await PausesAsync(Unavailable(), 0.5), await PausesAsync(Unavailable(), 0.9)];

        Assert.Equal(3, pauses.Select(p => p[0]).Distinct().Count());
        Assert.Equal(3, pauses.Select(p => p[2]).Distinct().Count());
    }

    [Theory]
    [InlineData("0", 0)]
    [InlineData("7", 7)]
    [InlineData("300", 300)]
    public async Task The_server_is_given_the_time_it_asks_for(string retryAfter, int seconds)
    {
        IReadOnlyList<TimeSpan> pauses = await PausesAsync(Unavailable(("Retry-After", retryAfter)));
        Assert.All(pauses, p => Assert.Equal(TimeSpan.FromSeconds(seconds), p));
        Assert.Equal(seconds == 0 ? 0 : 3, pauses.Count);
    }

    [Fact]
    public async Task The_server_may_name_a_point_in_time()
    {
        string at = new SkippingClock().GetUtcNow().AddSeconds(90).ToString("R", CultureInfo.InvariantCulture);
        IReadOnlyList<TimeSpan> pauses = await PausesAsync(Unavailable(("Retry-After", at)));

        // 90 seconds on the first answer; at the second that time has come.
        Assert.Equal([TimeSpan.FromSeconds(90)], pauses);
    }

    [Fact]
    public async Task A_point_in_time_that_has_passed_asks_for_no_pause()
    {
        string past = new SkippingClock().GetUtcNow().AddSeconds(-90).ToString("R", CultureInfo.InvariantCulture);
        Assert.Empty(await PausesAsync(Unavailable(("Retry-After", past))));
    }

    [Theory]
    [InlineData("301")]
    [InlineData("86400")]
    public async Task A_wait_of_more_than_five_minutes_is_left_to_the_user(string retryAfter) =>
        Assert.Empty(await PausesAsync(Unavailable(("Retry-After", retryAfter))));

    [Fact]
    public async Task A_pause_ends_when_the_caller_stops()
    {
        (LoopbackOrg org, SfSession session) = await LoopbackOrg.ConnectedAsync();
        await using LoopbackOrg _1 = org;
        using CancellationTokenSource stop = new();
        org.Clock.OnPause = stop.Cancel;
        org.On("GET " + Path, Faults.Of("503"));

        OperationCanceledException end = await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => session.SendAsync("GET", Path, stop: stop.Token).WaitAsync(Guard.Stop));

        Assert.Equal(stop.Token, end.CancellationToken);
        Assert.Equal(1, org.Count("GET " + Path));
    }

    private static Reply Unavailable(params (string Name, string Value)[] headers) =>
        Reply.Error(503, "SERVER_UNAVAILABLE", "try later", headers);

    private static async Task<IReadOnlyList<TimeSpan>> PausesAsync(Reply reply, double chance = 0.5)
    {
        await using LoopbackOrg org = new();
        SfSession session = await org.ConnectAsync(org.Options(chance: chance));
        org.On("GET " + Path, reply);
        await Guard.FailsAsync("SERVER_UNAVAILABLE", () => session.SendAsync("GET", Path));
        return org.Clock.Pauses;
    }
}
