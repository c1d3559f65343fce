using System.Management.Automation;
using SalesforceCC.Metadata;
using SalesforceCC.Setup;

namespace SalesforceCC.Cmdlets.Shell;

/// <summary>Shows what a setup tells: parts as output, a deployment as progress.</summary>
internal sealed class DeployProgress(AsyncPSCmdlet cmdlet, string name)
{
    private readonly ProgressRecord _record = new(0, $"Deploying {name}", "Pending");

    /// <summary>Writes one event.</summary>
    public void Show(SetupEvent told)
    {
        if (told.Item is { } item)
            cmdlet.WriteObject(item);
        if (told.Deployment is not { } result)
            return;
        _record.StatusDescription = Describe(result);
        _record.PercentComplete = result.Total > 0 ? Math.Min(100, result.Deployed * 100 / result.Total) : -1;
        _record.RecordType = result.Done ? ProgressRecordType.Completed : ProgressRecordType.Processing;
        cmdlet.WriteProgress(_record);
    }

    private static string Describe(DeployResult result) =>
        result.Total > 0 ? $"{result.Status}: {result.Deployed} of {result.Total} components" : result.Status;
}
