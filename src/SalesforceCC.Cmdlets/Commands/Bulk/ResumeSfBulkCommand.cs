using System.Management.Automation;
using SalesforceCC.Bulk;
using SalesforceCC.Cmdlets.Shell;

namespace SalesforceCC.Cmdlets.Commands;

/// <summary>Continues a bulk import or export that was interrupted.</summary>
/// <remarks>
/// <para>
/// Import-SfBulk, and Export-SfBulk with -Path, keep a journal of each step. After Ctrl+C, a crash, a power failure, or a
/// lost network or session, at any time, this command continues where the other one stopped. It also gets the results after
/// -NoWait, or when the time of -TimeoutSec was up. It asks Salesforce which jobs it has and how far they are. No row is
/// sent or written twice.
/// </para>
/// <para>
/// The session must be of the same org; it can be of another user who may see the jobs. Salesforce keeps jobs and their
/// results for about seven days. The file that is imported must not have changed.
/// </para>
/// <para>
/// While one process works on an import or export, another one that resumes it fails with JOURNAL_IN_USE. An import that is
/// complete can be resumed: this returns its summary once more. A finished export has no journal any more.
/// </para>
/// <para>
/// An import returns its summary, and writes errors for failed rows, as Import-SfBulk does. An export returns nothing,
/// unless you use -PassThru.
/// </para>
/// </remarks>
/// <example>
///   <code>$soql = 'SELECT Id, Name FROM Account'
/// $null = Export-SfBulk $soql -Path accounts.csv -NoWait -Force
/// Resume-SfBulk accounts.csv -PassThru</code>
///   <para>Starts an export, and gets its result later, for example in another process.</para>
/// </example>
/// <example>
///   <code>'Name', 'New customer 1', 'New customer 2' | Set-Content new.csv
/// $null = Import-SfBulk Account new.csv -Operation Insert -NoWait
/// Resume-SfBulk new.csv.results</code>
///   <para>Uploads a file, and gets the results later.</para>
/// </example>
/// <example>
///   <code>Get-ChildItem -Directory *.sfbulk, *.results | Resume-SfBulk -WhatIf</code>
///   <para>Shows which imports and exports in this folder would be continued.</para>
/// </example>
/// <seealso cref="ExportSfBulkCommand"/>
/// <seealso cref="ImportSfBulkCommand"/>
/// <seealso cref="GetSfBulkJobCommand"/>
[Cmdlet(VerbsLifecycle.Resume, "SfBulk", SupportsShouldProcess = true)]
[OutputType(typeof(SfBulkImport), typeof(SfBulkExport))]
public sealed class ResumeSfBulkCommand : BulkWaitCmdlet
{
    private string? _target;

    /// <summary>
    /// Specifies what to resume: the file that is exported, the file that is imported, the folder of an import's results, or
    /// the manifest of an export with -SplitPages.
    /// </summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("FullName", "ResultPath")]
    [ValidateNotNullOrEmpty]
    public string[] Path { get; set; } = [];

    /// <summary>Returns a summary of an export: job, rows, bytes, pages, files, and duration.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override object? TargetOfErrors => _target;

    /// <inheritdoc/>
    protected override async Task ProcessAsync(SfSession session)
    {
        foreach (string path in Path)
        {
            try
            {
                _target = path;
                await ResumeAsync(session, Outside(() => FullPath.Of(SessionState, path, "-Path")));
            }
            catch (SfException e)
            {
                WriteError(ErrorRecords.From(e, path));
            }
        }
    }

    private async Task ResumeAsync(SfSession session, string path)
    {
        if (!ShouldProcess($"{path} with {OrgLabel.Of(session)}", "Resume"))
            return;
        using BulkJournal journal = JournalFinder.Open(path, session.Clock);
        if (journal.Entries is not [{ Step: BulkExport.FirstStep }, ..])
        {
            await RunAsync(session, System.IO.Path.GetDirectoryName(journal.Path)!, watcher => BulkImport.ResumeAsync(session, journal, WaitingAs, watcher, StopToken));
            return;
        }

        using BulkExport export = BulkExport.Resume(session, journal, ThrottleLimit, TimeoutSec == 0 ? null : TimeSpan.FromSeconds(TimeoutSec));
        if (NoWait)
            WriteObject(await export.StartAsync(StopToken));
        else
            await new ExportRun(this, export, session.Clock).RunAsync(PassThru, StopToken);
    }
}
