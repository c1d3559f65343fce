using System.Management.Automation;
using SalesforceCC.Bulk;

namespace SalesforceCC.Cmdlets.Shell;

/// <summary>A cmdlet that begins an import with jobs of the Bulk API, or goes on with one, and waits for it.</summary>
public abstract class BulkWaitCmdlet : SessionCmdlet
{
    /// <summary>Specifies how many jobs are uploaded at the same time. The default is 4.</summary>
    [Parameter]
    [ValidateRange(1, 25)]
    public int ThrottleLimit { get; set; } = 4;

    /// <summary>
    /// Does not wait for the jobs: the command ends when all rows are uploaded. To get the results, run Resume-SfBulk later.
    /// </summary>
    [Parameter]
    public SwitchParameter NoWait { get; set; }

    /// <summary>
    /// Specifies how many seconds to wait for the jobs after all rows are uploaded. When the time is up, the jobs go on, and
    /// Resume-SfBulk gets the results. The default is 0: wait until they have ended.
    /// </summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public int TimeoutSec { get; set; }

    /// <summary>
    /// Specifies for how many failed rows there is an error. The default is 100. Further rows are only in failed.csv, and a
    /// warning says how many there are.
    /// </summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public int MaximumErrorCount { get; set; } = 100;

    /// <summary>How it is waited for.</summary>
    private protected ImportSettings WaitingAs(ImportSettings settings) => settings with
    {
        ThrottleLimit = ThrottleLimit,
        NoWait = NoWait,
        Timeout = TimeoutSec == 0 ? null : TimeSpan.FromSeconds(TimeoutSec),
    };

    /// <summary>Imports, shows how it goes, and writes the summary. Whatever ends it, the user is told how to go on.</summary>
    private protected async Task RunAsync(SfSession session, string folder, Func<IImportWatcher, Task<SfBulkImport>> import)
    {
        ImportView view = new(this, session.Clock, MaximumErrorCount);
        string goOn = $"Resume-SfBulk -Path '{folder.Replace("'", "''")}'";
        LastWords = () => File.Exists(ImportFolder.JournalOf(folder)) ? $"The import was stopped, and can be resumed: {goOn}" : null;
        SfBulkImport result;
        try
        {
            result = await import(view);
        }
        catch (SfException) when (File.Exists(ImportFolder.JournalOf(folder)))
        {
            WriteWarning($"The import can be resumed: {goOn}");
            view.WriteErrors(folder);
            throw;
        }
        finally
        {
            if (!StopToken.IsCancellationRequested)
                LastWords = null;
        }

        if (!result.IsComplete && !NoWait)
            WriteWarning($"The jobs have not ended yet ({string.Join(", ", result.Jobs.Where(static j => !j.IsFinished).Take(5).Select(static j => $"{j.Id} {j.State}"))}). To get the results, run {goOn}");
        WriteObject(result);
        view.WriteErrors(folder);
    }
}
