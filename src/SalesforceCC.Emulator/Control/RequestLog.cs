using SalesforceCC.Emulator.Events.Service;
using SalesforceCC.Emulator.Http;

namespace SalesforceCC.Emulator.Control;

/// <summary>Every request but those to the knobs, in order of arrival; the oldest fall off.</summary>
internal sealed class RequestLog(TimeProvider clock)
{
    private const int Capacity = 50_000;

    private readonly Queue<LoggedRequest> _requests = new();
    private readonly Lock _lock = new();

    public LoggedRequest[] All
    {
        get
        {
            lock (_lock)
                return [.. _requests];
        }
    }

    public void Clear()
    {
        lock (_lock)
            _requests.Clear();
    }

    public Task InvokeAsync(HttpContext context, Func<Task> next)
    {
        IHeaderDictionary headers = context.Request.Headers;
        LoggedRequest entry = new LoggedRequest
        {
            Time = clock.GetUtcNow(),
            Method = context.Request.Method,
            Path = CallReader.PathOf(context),
            Query = context.Request.QueryString.ToString(),
            Authorized = headers.Authorization.Count > 0 || headers[CallGate.TokenKey].Count > 0,
            UserAgent = headers.UserAgent,
            AcceptEncoding = headers.AcceptEncoding,
        };
        lock (_lock)
        {
            _requests.Enqueue(entry);
            if (_requests.Count > Capacity)
                _requests.Dequeue();
        }

        // Not after the answer: who asks for the log right after it must find the status there.
        context.Response.OnStarting(() =>
        {
            entry.Status = context.IsCut() ? 0 : context.Response.StatusCode;
            return Task.CompletedTask;
        });
        return next();
    }
}
