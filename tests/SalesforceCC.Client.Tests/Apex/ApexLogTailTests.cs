using System.Globalization;
using System.Text.Json;
using SalesforceCC.Apex.Logs;

namespace SalesforceCC.Client.Tests.Apex;

/// <summary>Debug logs as they come.</summary>
public sealed class ApexLogTailTests : IAsyncLifetime
{
    private const string Query = "GET /services/data/v68.0/tooling/query/";

    private static readonly DateTimeOffset s_noon = new(2026, 11, 27, 12, 0, 0, TimeSpan.Zero);

    private readonly List<(int Number, DateTimeOffset Start)> _logs = [];
    private readonly List<string> _asked = [];
    private LoopbackOrg _org = null!;
    private SfSession _session = null!;

    public async ValueTask InitializeAsync()
    {
        (_org, _session) = await LoopbackOrg.ConnectedAsync();
        _org.On(Query, Answer);
    }

    public ValueTask DisposeAsync() => _org.DisposeAsync();

    [Fact]
    public async Task Each_log_comes_once_those_of_one_second_and_those_that_appear_late()
    {
        _logs.Add((1, s_noon));
        List<int> seen = [];
        // What appears before each question: two of one second, one more of that second, one that began before but is over only now.
        Queue<(int, DateTimeOffset)[]> rounds = new(
        [
            [(2, s_noon.AddSeconds(5)), (3, s_noon.AddSeconds(5))],
            [],
            [(4, s_noon.AddSeconds(5))],
            [(5, s_noon.AddMinutes(-9)), (6, s_noon.AddSeconds(6))],
            [(7, s_noon.AddHours(1))],
            [(8, s_noon.AddHours(1))],
        ]);
        await foreach (SfApexLog log in new ApexLogTail(new ApexLogApi(_session), new Rounds(_org.Clock, () =>
        {
            if (rounds.Count > 0)
                _logs.AddRange(rounds.Dequeue());
        })).ReadAsync(null, TimeSpan.FromSeconds(3), TestContext.Current.CancellationToken))
        {
            seen.Add(int.Parse(log.Id[3..15], CultureInfo.InvariantCulture));
            if (seen.Count == 7)
                break;
        }

        Assert.Equal([2, 3, 4, 5, 6, 7, 8], seen);
        Assert.DoesNotContain("WHERE", _asked[0], StringComparison.Ordinal);
        Assert.Contains("StartTime >= 2026-11-27T11:49:00.000Z", _asked[1], StringComparison.Ordinal);
        Assert.Contains("StartTime >= 2026-11-27T12:49:00.000Z", _asked[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_there_before_is_not_new_and_a_user_has_logs_of_its_own()
    {
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (SfApexLog log in new ApexLogTail(new ApexLogApi(_session), new Rounds(_org.Clock, () =>
            {
                if (_asked.Count == 4)
                    stop.Cancel();
            })).ReadAsync("005000000000001AAA", TimeSpan.FromSeconds(3), stop.Token))
                Assert.Fail(log.Id);
        });
        Assert.All(_asked, static q => Assert.Contains("WHERE LogUserId = '005000000000001AAA' ORDER", q, StringComparison.Ordinal));
    }

    private Reply Answer(ReceivedRequest request)
    {
        string soql = Uri.UnescapeDataString(request.Target[(request.Target.IndexOf("q=", StringComparison.Ordinal) + 2)..]);
        _asked.Add(soql);
        int at = soql.IndexOf("StartTime >= ", StringComparison.Ordinal);
        DateTimeOffset since = at < 0 ? default : DateTimeOffset.Parse(soql.Substring(at + 13, 24), CultureInfo.InvariantCulture);
        return Reply.Json(JsonSerializer.Serialize(new
        {
            done = true,
            records = _logs.Where(l => l.Start >= since).OrderByDescending(static l => l.Start).ThenByDescending(static l => l.Number).Select(static l => new
            {
                Id = $"07L{l.Number:d12}AAA",
                StartTime = l.Start.ToString("yyyy-MM-dd'T'HH:mm:ss'.000+0000'", CultureInfo.InvariantCulture),
                DurationMilliseconds = 5,
                LogUser = new { Name = "x" },
            }),
        }));
    }

    /// <summary>Does something whenever somebody waits.</summary>
    private sealed class Rounds(TimeProvider inner, Action before) : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            before();
            return inner.CreateTimer(callback, state, dueTime, period);
        }

        public override long GetTimestamp() => inner.GetTimestamp();

        public override DateTimeOffset GetUtcNow() => inner.GetUtcNow();
    }
}
