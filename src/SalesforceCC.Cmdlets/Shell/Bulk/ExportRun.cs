using SalesforceCC.Bulk;
using SalesforceCC.Records;

namespace SalesforceCC.Cmdlets.Shell;

/// <summary>Runs an export for a cmdlet: writes what it gives, shows how far it is, and says how to go on with what was not finished.</summary>
internal sealed class ExportRun(AsyncPSCmdlet cmdlet, BulkExport export, TimeProvider clock)
{
    private readonly HashSet<string> _warned = new(StringComparer.OrdinalIgnoreCase);
    private bool _saysOrder;

    /// <summary>Rows have been written.</summary>
    public bool WroteRows { get; private set; }

    /// <summary>Runs it to its end.</summary>
    /// <param name="passThru">Writes the result.</param>
    /// <param name="stop">Ends it.</param>
    public async Task RunAsync(bool passThru, CancellationToken stop)
    {
        cmdlet.LastWords = () => export.CanResume ? HowToGoOn() : null;
        ExportMeter meter = new(cmdlet, clock);
        try
        {
            await foreach (ExportStep step in export.RunAsync(stop))
            {
                Warn(step);
                if (step.Records is { } rows)
                {
                    WroteRows |= rows.Count > 0;
                    cmdlet.WriteEach(rows);
                }

                if (passThru && step.Result is { } result)
                    cmdlet.WriteObject(result);
                meter.Show(step);
            }
        }
        catch (SfException) when (export.CanResume)
        {
            cmdlet.WriteWarning(HowToGoOn());
            throw;
        }
        finally
        {
            if (!stop.IsCancellationRequested)
                cmdlet.LastWords = null;
        }
    }

    private string HowToGoOn() =>
        $"The export to '{export.Path}' is not finished. What it has is kept. To go on with it: Resume-SfBulk -Path '{export.Path!.Replace("'", "''")}'";

    private void Warn(ExportStep step)
    {
        // Salesforce says so when it is asked for the job, not when the job is made.
        if (!_saysOrder && step.Job.IsPkChunkingSupported == false && export.Query is { } soql && BulkQueryRules.IsOrdered(soql))
        {
            _saysOrder = true;
            cmdlet.WriteWarning("Because of ORDER BY, Salesforce cannot split this query by record IDs. If it takes long or fails, leave ORDER BY out and sort the rows afterwards.");
        }

        foreach (DescribeFailure failure in step.DescribeFailures)
            if (_warned.Add(failure.ObjectName))
                cmdlet.WriteWarning($"The fields of {failure.ObjectName} could not be described, so numbers, dates, and Booleans in these rows are text. {failure.Error.Code}: {failure.Error.Message}");
    }
}
