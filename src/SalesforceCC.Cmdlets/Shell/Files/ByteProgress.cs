using System.Globalization;
using System.Management.Automation;

namespace SalesforceCC.Cmdlets.Shell;

/// <summary>Progress in bytes, of several files at a time: at most twice a second. Its counters may be moved on any thread.</summary>
internal sealed class ByteProgress(AsyncPSCmdlet cmdlet, TimeProvider clock, string activity)
{
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(500);

    private readonly long _begun = clock.GetTimestamp();
    private long _last = clock.GetTimestamp();
    private long _done;
    private long _total;
    private int _files;
    private int _doneFiles;

    /// <summary>Another file is on its way.</summary>
    /// <param name="size">How many bytes it has; null: nobody knows.</param>
    /// <returns>Told how many of its bytes have come so far; less than before where it begins anew.</returns>
    public Action<long> Begin(long? size)
    {
        long before = 0;
        Interlocked.Increment(ref _files);
        Interlocked.Add(ref _total, size ?? 0);
        return now =>
        {
            Interlocked.Add(ref _done, now - Interlocked.Exchange(ref before, now));
            Show();
        };
    }

    /// <summary>A file is there, or never will be.</summary>
    public void End() => Interlocked.Increment(ref _doneFiles);

    private void Show()
    {
        long last = Volatile.Read(ref _last);
        if (clock.GetElapsedTime(last) < s_pause || Interlocked.CompareExchange(ref _last, clock.GetTimestamp(), last) != last)
            return;
        ProgressRecord record = ToRecord();
        cmdlet.PostHere(() => cmdlet.WriteProgress(record));
    }

    private ProgressRecord ToRecord()
    {
        long done = Volatile.Read(ref _done);
        long total = Volatile.Read(ref _total);
        double seconds = clock.GetElapsedTime(_begun).TotalSeconds;
        double rate = seconds > 0 ? done / seconds : 0;
        string status = string.Format(
            CultureInfo.CurrentCulture, "{0:N0} of {1:N0} files, {2:N1} of {3:N1} MB, {4:N1} MB/s", Volatile.Read(ref _doneFiles), Volatile.Read(ref _files), done / 1e6, total / 1e6, rate / 1e6);
        return new ProgressRecord(0, activity, status)
        {
            PercentComplete = total > 0 ? (int)Math.Max(0, Math.Min(100, done * 100 / total)) : -1,
            SecondsRemaining = total > 0 && rate > 0 ? (int)Math.Min(int.MaxValue, Math.Max(0, (total - done) / rate)) : -1,
        };
    }
}
