namespace SalesforceCC.Client.Tests.Support;

/// <summary>The requests a server was sent, and those who wait for one.</summary>
internal sealed class RequestLog
{
    private readonly object _lock = new();
    private readonly List<ReceivedRequest> _requests = [];
    private readonly List<(Func<ReceivedRequest, bool> Fits, TaskCompletionSource<ReceivedRequest> Found)> _waiting = [];

    public IReadOnlyList<ReceivedRequest> Requests
    {
        get
        {
            lock (_lock)
                return [.. _requests];
        }
    }

    public void Add(ReceivedRequest request)
    {
        lock (_lock)
        {
            _requests.Add(request);
            foreach ((Func<ReceivedRequest, bool> fits, TaskCompletionSource<ReceivedRequest> found) in _waiting)
                if (fits(request))
                    found.TrySetResult(request);
        }
    }

    public Task<ReceivedRequest> WaitForAsync(Func<ReceivedRequest, bool> fits)
    {
        TaskCompletionSource<ReceivedRequest> found = new(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            if (_requests.FirstOrDefault(fits) is { } request)
                return Task.FromResult(request);
            _waiting.Add((fits, found));
        }

        return found.Task.WaitAsync(Guard.Stop);
    }
}
