using System.Globalization;
using System.Management.Automation;
using SalesforceCC.Data;
using SalesforceCC.Trees;

namespace SalesforceCC.Cmdlets.Shell;

/// <summary>A cmdlet that saves records which refer to each other.</summary>
public abstract class TreeImportCmdlet : SessionCmdlet
{
    /// <summary>
    /// Specifies a file for the IDs of the saved records. It is updated with each response, so that the command can be run
    /// again after an error or an interruption: records in the file are not created again, and references to them are
    /// resolved. Records that were sent without a response are marked in the file, and a warning names them before they are
    /// sent again. Without -IdMapPath, the next run creates all records again.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? IdMapPath { get; set; }

    /// <summary>
    /// Specifies the number of records in a request, from 1 to 200. The default is 200, which needs the fewest API calls.
    /// </summary>
    [Parameter]
    [ValidateRange(1, WriteSettings.MaxBatchSize)]
    public int BatchSize { get; set; } = WriteSettings.MaxBatchSize;

    /// <summary>
    /// Specifies how many requests run at the same time. The default is 5. Records are always sent after the records that
    /// they refer to.
    /// </summary>
    [Parameter]
    [ValidateRange(1, 25)]
    public int ThrottleLimit { get; set; } = 5;

    /// <summary>
    /// Saves records although a duplicate rule finds similar ones, if the rule allows it.
    /// </summary>
    [Parameter]
    public SwitchParameter AllowDuplicate { get; set; }

    /// <summary>
    /// Does not apply the org's assignment rules, which can choose the owner of leads, cases and accounts. By default,
    /// Salesforce applies the active rule.
    /// </summary>
    [Parameter]
    public SwitchParameter SkipAssignmentRules { get; set; }

    /// <summary>The word for what is done, where the user is asked.</summary>
    private protected abstract string Action { get; }

    /// <summary>What earlier runs have saved.</summary>
    private protected IdMap OpenMap(SfSession session) =>
        IdMap.Open(IdMapPath is null ? null : Outside(() => FullPath.Of(SessionState, IdMapPath, "-IdMapPath")), session);

    /// <summary>Writes what is wrong with the records. Nothing is sent, then.</summary>
    /// <returns>Whether anything is.</returns>
    private protected bool WriteProblems(TreeProblems problems)
    {
        foreach ((SfException failure, string target) in problems.All)
            WriteError(ErrorRecords.From(failure, target));
        return problems.Any;
    }

    /// <summary>Saves records, if the user wants it, and writes a result for each.</summary>
    /// <param name="session">Where to.</param>
    /// <param name="records">The records.</param>
    /// <param name="map">What earlier runs have saved.</param>
    /// <param name="org">What the org is called.</param>
    private protected async Task SaveAsync(SfSession session, IReadOnlyList<TreeRecord> records, IdMap map, string org)
    {
        TreeImport import = new(session, records, map, new WriteSettings
        {
            Operation = WriteOperation.Insert,
            BatchSize = BatchSize,
            ThrottleLimit = ThrottleLimit,
            AllowDuplicate = AllowDuplicate,
            SkipAssignmentRules = SkipAssignmentRules,
        });
        IReadOnlyList<SfTreeStep> plan = import.Plan();
        string what = string.Format(CultureInfo.CurrentCulture, "{0} {1:N0} records to {2}", Action, records.Count, org);
        string steps = $"{what}: {string.Join("; ", plan)}";
        if (records.Where(r => !r.IsKnown && map.IsUnknown(r.Reference)).ToArray() is { Length: > 0 } unknown)
            WriteWarning(string.Format(
                CultureInfo.CurrentCulture,
                "It is not known whether {0:N0} records were saved by an earlier run, which received no response. They are sent again, and may be duplicates. The first is {1}.",
                unknown.Length,
                unknown[0]));
        if (!ShouldProcess(steps, steps, $"{what}?", out ShouldProcessReason reason))
        {
            if (reason == ShouldProcessReason.WhatIf)
                WriteEach(plan);
            return;
        }

        RowProgress progress = new(this, session.Clock, "Salesforce records");
        int failed = 0;
        bool isDone = false;
        LastWords = () => isDone ? null : Stopped(records);
        await foreach (TreeRecord record in import.RunAsync(StopToken))
        {
            SfTreeResult result = record.ToResult();
            if (record.Failure is { } failure)
            {
                failed++;
                WriteError(ErrorRecords.From(failure.WithMessage($"{failure.Message} ({record})"), result));
            }

            WriteObject(result);
            progress.Add(1, records.Count);
        }

        isDone = true;
        WriteVerbose(string.Format(CultureInfo.CurrentCulture, "{0:N0} of {1:N0} records were not saved as a whole.", failed, records.Count));
    }

    private string Stopped(IReadOnlyList<TreeRecord> records) => string.Format(
        CultureInfo.CurrentCulture,
        IdMapPath is null
            ? "{0} stopped when at least {1:N0} of {2:N0} records were saved. Without -IdMapPath, the next run creates these again."
            : "{0} stopped when at least {1:N0} of {2:N0} records were saved. Run the command again with the same -IdMapPath to continue.",
        Action,
        records.Count(static r => r.Id is not null),
        records.Count);
}
