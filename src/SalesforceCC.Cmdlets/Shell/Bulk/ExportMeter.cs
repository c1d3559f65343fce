using System.Globalization;
using System.Management.Automation;
using SalesforceCC.Bulk;

namespace SalesforceCC.Cmdlets.Shell;

/// <summary>Shows how far an export is: rows, bytes, pages, how fast, and how long it takes. At most twice a second.</summary>
internal sealed class ExportMeter(AsyncPSCmdlet cmdlet, TimeProvider clock)
{
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(500);

    private readonly ProgressRecord _record = new(0, "Salesforce bulk export", "Waiting");
    private long _last = clock.GetTimestamp();
    private long? _start;
    private long _rowsAtStart;

    /// <summary>Shows a step.</summary>
    public void Show(ExportStep step)
    {
        // What was there before says nothing of how fast rows come.
        if (_start is null && step.Pages > 0)
            (_start, _rowsAtStart) = (clock.GetTimestamp(), step.Rows);
        if (clock.GetElapsedTime(_last) < s_pause)
            return;
        _last = clock.GetTimestamp();
        if (step.Pages == 0)
            _record.StatusDescription = Text("Job {0}: {1}, {2:N0} rows", step.Job.Id, step.Job.State, step.Job.NumberRecordsProcessed ?? 0);
        else
            Measure(step);
        cmdlet.WriteProgress(_record);
    }

    private void Measure(ExportStep step)
    {
        TimeSpan time = clock.GetElapsedTime(_start!.Value);

        // Of no time, there is no rate.
        double rate = time >= s_pause ? (step.Rows - _rowsAtStart) / time.TotalSeconds : 0;
        long? total = step.Job.NumberRecordsProcessed;
        _record.StatusDescription = Text(
            "{0:N0}{1} rows, {2:N1} MB, {3:N0} pages{4}",
            step.Rows,
            total is { } all ? Text(" of {0:N0}", all) : "",
            step.Bytes / 1e6,
            step.Pages,
            rate > 0 ? Text(", {0:N0} rows/s", rate) : "");
        _record.PercentComplete = total > 0 ? (int)Math.Min(100, step.Rows * 100 / total.Value) : -1;
        _record.SecondsRemaining = rate > 0 && total is { } whole ? (int)Math.Min(int.MaxValue, Math.Max(0, (whole - step.Rows) / rate)) : -1;
    }

    private static string Text(string format, params object[] values) => string.Format(CultureInfo.CurrentCulture, format, values);
}
