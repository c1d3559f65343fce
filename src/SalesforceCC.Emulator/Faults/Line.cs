using SalesforceCC.Emulator.Events.Service;
using SalesforceCC.Emulator.Http;

namespace SalesforceCC.Emulator.Faults;

/// <summary>
/// The line between the org and its clients: how long each request takes at least, and how many bytes of answers all of them
/// together get a second. Off until set.
/// </summary>
internal sealed class Line(TimeProvider time)
{
    private const int SmallestPiece = 1_460;
    private const int PiecesPerSecond = 50;

    private readonly Lock _lock = new();
    private long _freeAt;

    /// <summary>Added to each API request. Several at once take no longer than one.</summary>
    public TimeSpan Latency { get; set; }

    /// <summary>Bytes a second; 0 for as many as there are.</summary>
    public long Bandwidth { get; set; }

    /// <summary>How much goes over the line in one piece.</summary>
    public int Piece => (int)Math.Clamp(Bandwidth / PiecesPerSecond, SmallestPiece, 1 << 20);

    public async Task InvokeAsync(HttpContext context, Func<Task> next)
    {
        // Tokens are not a matter of the API.
        if (Latency > TimeSpan.Zero && (CallReader.PathOf(context).StartsWith("/services/data/", StringComparison.Ordinal) || PubSubHost.Serves(context)))
            await Task.Delay(Latency, time, context.RequestAborted);
        Stream wire = context.Response.Body;
        if (Bandwidth > 0)
            context.Response.Body = new PacedStream(wire, this);
        try
        {
            await next();
        }
        finally
        {
            context.Response.Body = wire;
        }
    }

    /// <summary>Waits until so many bytes have gone over the line, behind those of others.</summary>
    public Task SendAsync(int bytes, CancellationToken cancel)
    {
        if (Bandwidth <= 0)
            return Task.CompletedTask;
        TimeSpan wait;
        lock (_lock)
        {
            long now = time.GetTimestamp();
            _freeAt = Math.Max(now, _freeAt) + (bytes * time.TimestampFrequency / Bandwidth);
            wait = time.GetElapsedTime(now, _freeAt);
        }

        return Task.Delay(wait, time, cancel);
    }
}
