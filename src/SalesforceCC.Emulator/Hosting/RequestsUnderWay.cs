namespace SalesforceCC.Emulator.Hosting;

/// <summary>
/// Counts the requests that are being answered. The web server waits for them a second, and then lets go of their connections;
/// what they work with must be there until each has come to its end.
/// </summary>
internal sealed class RequestsUnderWay
{
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    // One more than there are, until no more can come.
    private int _count = 1;

    /// <summary>Answers a request.</summary>
    public async Task InvokeAsync(Func<Task> answer)
    {
        Interlocked.Increment(ref _count);
        try
        {
            await answer();
        }
        finally
        {
            Leave();
        }
    }

    /// <summary>Waits until the last one has ended, or for so long; called once, when no more come.</summary>
    public async Task WaitAsync(TimeSpan most)
    {
        Leave();
        await _ended.Task.WaitAsync(most).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private void Leave()
    {
        if (Interlocked.Decrement(ref _count) == 0) _ended.TrySetResult();
    }
}
