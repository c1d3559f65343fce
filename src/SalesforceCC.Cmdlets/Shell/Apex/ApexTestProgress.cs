using System.Globalization;
using System.Management.Automation;

namespace SalesforceCC.Cmdlets.Shell;

/// <summary>Shows how far a run of Apex tests is.</summary>
internal sealed class ApexTestProgress(AsyncPSCmdlet cmdlet)
{
    private readonly ProgressRecord _record = new(0, "Salesforce Apex tests", "Queued");

    /// <summary>Shows the state of a run.</summary>
    public void Show(SfApexTestRun run)
    {
        _record.Activity = $"Salesforce Apex tests: {run.Id}";
        _record.StatusDescription = string.Format(
            CultureInfo.CurrentCulture,
            run.MethodsFailed > 0 ? "{0}: {1:N0} of {2:N0} tests, {3:N0} failed" : "{0}: {1:N0} of {2:N0} tests",
            run.Status,
            run.MethodsCompleted,
            run.MethodsEnqueued,
            run.MethodsFailed);
        _record.PercentComplete = run.MethodsEnqueued > 0 ? Math.Min(100, run.MethodsCompleted * 100 / run.MethodsEnqueued) : -1;
        _record.RecordType = run.IsFinished ? ProgressRecordType.Completed : ProgressRecordType.Processing;
        cmdlet.WriteProgress(_record);
    }
}
