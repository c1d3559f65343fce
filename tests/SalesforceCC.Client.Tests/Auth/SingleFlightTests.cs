using SalesforceCC.Auth;
using SalesforceCC.Org;

namespace SalesforceCC.Client.Tests.Auth;

public class SingleFlightTests
{
    private const string Limits = "GET limits";
    private const int Callers = 64;

    private static readonly Reply s_expired = Reply.Error(401, "INVALID_SESSION_ID", "Session expired or invalid");
    private static readonly Reply s_refused = Reply.Json("""{"error":"invalid_client","error_description":"invalid client credentials"}""", 400);

    [Fact]
    public async Task All_who_wait_when_the_token_endpoint_fails_get_that_failure()
    {
        (LoopbackOrg org, SfSession session) = await LoopbackOrg.ConnectedAsync();
        await using LoopbackOrg _1 = org;
        TaskCompletionSource release = new();
        org.On(LoopbackOrg.TokenLine, _ => Reply.Text("busy", 503).After(release.Task));

        Task<SfToken>[] calls = OnThreads(() => session.GetTokenAsync(forceRefresh: true, Guard.Stop));
        release.SetResult();
        SfException[] failures = await Task.WhenAll(calls.Select(c => Guard.FailsAsync("HTTP_503", () => c)));

        // One attempt: the first request, and the retries that the session allows.
        Assert.Equal(1 + 4, org.TokenRequests);
        Assert.Equal(Callers, failures.Distinct().Count());
        Assert.All(failures, f => Assert.Equal((failures[0].Message, failures[0].Request, failures[0].StatusCode, SfFlow.ClientCredentials, true), (f.Message, f.Request, f.StatusCode, f.Flow, f.Final)));

        org.On(LoopbackOrg.TokenLine, _ => org.TokenReply());
        await session.GetTokenAsync(forceRefresh: true, Guard.Stop);
    }

    [Fact]
    public async Task A_wrong_rotated_secret_is_read_once_for_all_who_wait()
    {
        await using LoopbackOrg org = new();
        int reads = 0;
        LentThread[] threads = [.. Enumerable.Range(0, Callers).Select(_ => new LentThread())];
        SfSession session = await org.ConnectAsync(secrets: new VaultOfCallers(_ =>
        {
            Interlocked.Increment(ref reads);
            return "wrong";
        }));
        org.On(Limits, s_expired).On(LoopbackOrg.TokenLine, s_refused);

        Task[] calls = [.. threads.Select(t => t.CallAsync(() => OrgInfo.GetLimitsAsync(session, Guard.Stop)))];

        // Asked is who waits; then all their threads are free at once.
        await Task.WhenAll(threads.Select(t => t.Offered)).WaitAsync(Guard.Stop);
        await Task.WhenAll(threads.Select(t => Task.Run(t.Work, Guard.Stop)));
        await Task.WhenAll(calls.Select(c => Guard.FailsAsync("invalid_client", () => c)));

        Assert.Equal(1, reads);
        Assert.Equal(1 + 2, org.TokenRequests);
    }

    [Fact]
    public async Task A_secret_is_read_by_whoever_is_free()
    {
        await using LoopbackOrg org = new();
        SfSession session = await org.ConnectAsync(secrets: new VaultOfCallers(_ => "rotated"));
        org.On(LoopbackOrg.TokenLine, s_refused, org.TokenReply("rotated"));
        LentThread busy = new();
        LentThread free = new();

        Task first = busy.CallAsync(() => session.GetTokenAsync(forceRefresh: true, Guard.Stop));
        await busy.Offered.WaitAsync(Guard.Stop);
        Task second = free.CallAsync(() => session.GetTokenAsync(forceRefresh: true, Guard.Stop));
        await free.Offered.WaitAsync(Guard.Stop);
        free.Work();

        await Task.WhenAll(first, second).WaitAsync(Guard.Stop);
        busy.Work();
        Assert.Equal(1 + 2, org.TokenRequests);
    }

    [Fact]
    public async Task Who_is_stopped_while_he_reads_leaves_it_to_the_others()
    {
        await using LoopbackOrg org = new();
        TaskCompletionSource reading = new();
        int reads = 0;
        SfSession session = await org.ConnectAsync(secrets: new VaultOfCallers(stop =>
        {
            if (Interlocked.Increment(ref reads) > 1)
                return "rotated";
            reading.SetResult();
            stop.WaitHandle.WaitOne();
            throw new InvalidOperationException("Stopped.");
        }));
        org.On(LoopbackOrg.TokenLine, s_refused, org.TokenReply("rotated"));
        LentThread stopped = new();
        LentThread other = new();

        Task first = stopped.CallAsync(() => session.GetTokenAsync(forceRefresh: true, stopped.Lent.Token));
        Task second = other.CallAsync(() => session.GetTokenAsync(forceRefresh: true, Guard.Stop));
        await Task.WhenAll(stopped.Offered, other.Offered).WaitAsync(Guard.Stop);
        Task work = Task.Run(stopped.Work, Guard.Stop);
        await reading.Task.WaitAsync(Guard.Stop);
        await stopped.Lent.CancelAsync();
        await work.WaitAsync(Guard.Stop);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first.WaitAsync(Guard.Stop));
        other.Work();

        await second.WaitAsync(Guard.Stop);
        Assert.Equal(2, reads);
    }

    [Fact]
    public async Task Nothing_is_done_on_the_thread_of_one_who_waits_no_more()
    {
        await using LoopbackOrg org = new();
        int reads = 0;
        SfSession session = await org.ConnectAsync(secrets: new VaultOfCallers(_ => "rotated" + Interlocked.Increment(ref reads)));
        org.On(LoopbackOrg.TokenLine, s_refused);
        LentThread gone = new();
        LentThread other = new();
        using CancellationTokenSource stop = new();

        Task first = gone.CallAsync(() => session.GetTokenAsync(forceRefresh: true, stop.Token));
        Task second = other.CallAsync(() => session.GetTokenAsync(forceRefresh: true, Guard.Stop));
        await Task.WhenAll(gone.Offered, other.Offered).WaitAsync(Guard.Stop);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first.WaitAsync(Guard.Stop));
        gone.Work();
        Assert.Equal(0, reads);

        other.Work();
        await Guard.FailsAsync("invalid_client", () => second);
        Assert.Equal(1, reads);
    }

    [Fact]
    public async Task It_ends_when_nobody_waits_and_who_comes_then_begins_anew()
    {
        SingleFlight<int> flight = new();
        TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
        using CancellationTokenSource first = new();
        using CancellationTokenSource second = new();
        async Task<int> NeverAsync(CancellationToken end)
        {
            using CancellationTokenRegistration _ = end.Register(ended.SetResult);
            await Task.Delay(Timeout.Infinite, end);
            return 0;
        }

        Task[] waiting = [flight.RunAsync(NeverAsync, first.Token), flight.RunAsync(NeverAsync, second.Token)];
        await first.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting[0].WaitAsync(Guard.Stop));
        Assert.False(ended.Task.IsCompleted);
        await second.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting[1].WaitAsync(Guard.Stop));

        await ended.Task.WaitAsync(Guard.Stop);
        Assert.Equal(2, await flight.RunAsync(_ => Task.FromResult(2), Guard.Stop));
    }

    [Fact]
    public async Task Closing_the_session_ends_the_wait_for_a_secret()
    {
        await using LoopbackOrg org = new();
        SfSession session = await org.ConnectAsync(secrets: new VaultOfCallers(_ => "rotated"));
        org.On(LoopbackOrg.TokenLine, s_refused);
        LentThread busy = new();

        Task call = busy.CallAsync(() => session.GetTokenAsync(forceRefresh: true, Guard.Stop));
        await busy.Offered.WaitAsync(Guard.Stop);
        session.Dispose();

        await Guard.FailsAsync(SfErrorCodes.SessionClosed, () => call);
    }

    // Each call has begun, and waits, when this returns.
    private static Task<T>[] OnThreads<T>(Func<Task<T>> call)
    {
        using Barrier together = new(Callers);
        Task<T>[] calls = new Task<T>[Callers];
        Thread[] threads = [.. Enumerable.Range(0, Callers).Select(i => new Thread(() =>
        {
            together.SignalAndWait();
            calls[i] = call();
        }))];
        foreach (Thread thread in threads)
            thread.Start();
        foreach (Thread thread in threads)
            thread.Join();
        return calls;
    }
}
