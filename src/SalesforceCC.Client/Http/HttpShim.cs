using System.Net;

namespace SalesforceCC.Http;

/// <summary>The few calls that differ between .NET and .NET Framework.</summary>
internal static class HttpShim
{
#if NET
    public static Task<Stream> ReadStreamAsync(HttpContent content, CancellationToken stop) =>
        content.ReadAsStreamAsync(stop);

    public static Task<T> WaitAsync<T>(Task<T> task, CancellationToken stop) => task.WaitAsync(stop);

    public static Task<IPAddress[]> LookUpAsync(string host, CancellationToken stop) => Dns.GetHostAddressesAsync(host, stop);

    public static Task WaitAsync(Task task, CancellationToken stop) => task.WaitAsync(stop);
#else
    public static Task<Stream> ReadStreamAsync(HttpContent content, CancellationToken stop) =>
        content.ReadAsStreamAsync();

    public static Task<T> WaitAsync<T>(Task<T> task, CancellationToken stop) =>
        task.WaitAsync(Timeout.InfiniteTimeSpan, TimeProvider.System, stop);

    public static Task WaitAsync(Task task, CancellationToken stop) =>
        task.WaitAsync(Timeout.InfiniteTimeSpan, TimeProvider.System, stop);

    public static Task<IPAddress[]> LookUpAsync(string host, CancellationToken stop) => WaitAsync(Dns.GetHostAddressesAsync(host), stop);
#endif

    /// <summary>Waits by a clock.</summary>
    public static Task DelayAsync(TimeProvider clock, TimeSpan pause, CancellationToken stop) =>
#if NET
        Task.Delay(pause, clock, stop);
#else
        clock.Delay(pause, stop);
#endif

    /// <summary>Ends after a time by a clock.</summary>
    public static CancellationTokenSource EndAfter(TimeProvider clock, TimeSpan time) =>
#if NET
        new(time, clock);
#else
        clock.CreateCancellationTokenSource(time);
#endif
}
