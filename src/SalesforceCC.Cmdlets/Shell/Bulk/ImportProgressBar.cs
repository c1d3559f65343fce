using System.Globalization;
using System.Management.Automation;
using SalesforceCC.Bulk;

namespace SalesforceCC.Cmdlets.Shell;

/// <summary>Rows, bytes, jobs, rate and time left of an import, at most twice a second.</summary>
internal sealed class ImportProgressBar(TimeProvider clock)
{
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(500);

    // A number, since a field of the client's type would need the client before the module has loaded it.
    private int _stage;
    private long _begun = clock.GetTimestamp();
    private long _last = clock.GetTimestamp();

    /// <summary>What to show; null: nothing new.</summary>
    public ProgressRecord? Show(ImportProgress progress)
    {
        if ((int)progress.Stage != _stage)
            (_stage, _begun) = ((int)progress.Stage, clock.GetTimestamp());
        if (clock.GetElapsedTime(_last) < s_pause)
            return null;
        _last = clock.GetTimestamp();

        bool byBytes = progress.TotalBytes > 0;
        long done = byBytes ? progress.Bytes : progress.Rows;
        long? total = byBytes ? progress.TotalBytes : progress.TotalRows;
        TimeSpan time = clock.GetElapsedTime(_begun);

        // Of no time, there is no rate.
        double rate = time >= s_pause ? done / time.TotalSeconds : 0;
        return new ProgressRecord(0, "Salesforce bulk import", Text(progress, byBytes ? rate / 1e6 : rate, byBytes))
        {
            PercentComplete = total > 0 ? (int)Math.Min(100, done * 100 / total.Value) : -1,
            SecondsRemaining = total is { } all && rate > 0 ? (int)Math.Min(int.MaxValue, (all - done) / rate) : -1,
        };
    }

    private static string Text(ImportProgress progress, double rate, bool byBytes)
    {
        List<string> parts = [progress.Stage switch
        {
            ImportStage.Reading => "Reading and checking",
            ImportStage.Sending => "Uploading",
            ImportStage.Processing => "Waiting for Salesforce",
            _ => "Getting results",
        }];
        if (progress.Rows > 0)
            parts.Add(progress.TotalRows is { } rows ? Of("{0:N0} of {1:N0} rows", progress.Rows, rows) : Of("{0:N0} rows", progress.Rows));
        if (progress.TotalBytes is { } bytes)
            parts.Add(Of("{0:N1} of {1:N1} MB", progress.Bytes / 1e6, bytes / 1e6));
        if (progress.TotalJobs > 0)
            parts.Add(Of("{0:N0} of {1:N0} jobs", progress.Jobs, progress.TotalJobs));
        if (rate > 0)
            parts.Add(byBytes ? Of("{0:N1} MB/s", rate) : Of("{0:N0} rows/s", rate));
        return string.Join(", ", parts);
    }

    private static string Of(string format, params object[] values) => string.Format(CultureInfo.CurrentCulture, format, values);
}
