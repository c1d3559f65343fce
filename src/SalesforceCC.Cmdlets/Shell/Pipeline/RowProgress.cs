using System.Globalization;
using System.Management.Automation;

namespace SalesforceCC.Cmdlets.Shell;

/// <summary>
/// Progress in rows: at most twice a second, and none for what ends sooner, so that it costs nothing one could measure.
/// </summary>
internal sealed class RowProgress(AsyncPSCmdlet cmdlet, TimeProvider clock, string activity = "Salesforce query")
{
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(500);

    private readonly ProgressRecord _record = new(0, activity, "Rows");
    private long _last = clock.GetTimestamp();
    private long _rows;

    /// <summary>More rows have been written.</summary>
    public void Add(int rows, long? total)
    {
        _rows += rows;
        if (clock.GetElapsedTime(_last) < s_pause)
            return;
        _last = clock.GetTimestamp();
        _record.StatusDescription = total is { } all
            ? string.Format(CultureInfo.CurrentCulture, "{0:N0} of {1:N0} rows", _rows, all)
            : string.Format(CultureInfo.CurrentCulture, "{0:N0} rows", _rows);
        _record.PercentComplete = total > 0 ? (int)Math.Min(100, _rows * 100 / total.Value) : -1;
        cmdlet.WriteProgress(_record);
    }
}
