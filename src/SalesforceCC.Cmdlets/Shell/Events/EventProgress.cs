using System.Globalization;
using System.Management.Automation;

namespace SalesforceCC.Cmdlets.Shell;

/// <summary>Progress in events: at most twice a second.</summary>
internal sealed class EventProgress(AsyncPSCmdlet cmdlet, TimeProvider clock)
{
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(500);

    private readonly ProgressRecord _record = new(0, "Salesforce events", "Waiting") { PercentComplete = -1 };
    private long _last = clock.GetTimestamp();
    private long _events;

    /// <summary>One more event has been written.</summary>
    public void Add(string place)
    {
        _events++;
        if (clock.GetElapsedTime(_last) >= s_pause)
            Show(string.Format(CultureInfo.CurrentCulture, "{0:N0} events, the last of them {1}", _events, place));
    }

    /// <summary>Shows how it goes.</summary>
    public void Show(string status)
    {
        _last = clock.GetTimestamp();
        _record.StatusDescription = status;
        cmdlet.WriteProgress(_record);
    }
}
