using System.Globalization;
using System.Management.Automation;

namespace SalesforceCC.Cmdlets.Shell;

/// <summary>Shows how far a job is.</summary>
internal sealed class BulkJobProgress(AsyncPSCmdlet cmdlet)
{
    private readonly ProgressRecord _record = new(0, "Salesforce bulk job", "Pending");

    /// <summary>Shows the state of a job.</summary>
    public void Show(SfBulkJob job)
    {
        _record.Activity = $"Salesforce bulk job {job.Id}: {job.Operation} {job.Object}";
        _record.StatusDescription = string.Format(
            CultureInfo.CurrentCulture,
            job.NumberRecordsFailed > 0 ? "{0}: {1:N0} records, {2:N0} failed" : "{0}: {1:N0} records",
            job.State,
            job.NumberRecordsProcessed ?? 0,
            job.NumberRecordsFailed);
        _record.RecordType = job.IsFinished ? ProgressRecordType.Completed : ProgressRecordType.Processing;
        cmdlet.WriteProgress(_record);
    }
}
