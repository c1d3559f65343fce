using System.Management.Automation;
using SalesforceCC.Bulk;
using SalesforceCC.Cmdlets.Shell;

namespace SalesforceCC.Cmdlets.Commands;

/// <summary>Gets jobs of Bulk API 2.0.</summary>
/// <remarks>
/// <para>
/// Without -Id, this command lists the jobs of the org, of all users, that Salesforce still keeps, which is for about
/// seven days. This is one API call for jobs that read and one for jobs that write, or more if there are over 1,000. The
/// list has no numbers of records: get a job by its ID to see them.
/// </para>
/// <para>
/// A job with failed records has the state JobComplete, like any other. Failed means that the job itself could not go on;
/// ErrorMessage says why. Records that were processed before stay as they are.
/// </para>
/// <para>
/// With -Wait, the command returns when the job is finished. It asks Salesforce less and less often, at least every 30
/// seconds, and each time is one API call.
/// </para>
/// </remarks>
/// <example>
///   <code>Get-SfBulkJob | Where-Object State -eq InProgress</code>
///   <para>Lists the jobs that are running.</para>
/// </example>
/// <example>
///   <code>$job = Get-SfBulkJob -JobType Query | Select-Object -First 1
/// $job | Get-SfBulkJob -Wait -TimeoutSec 600</code>
///   <para>Waits up to ten minutes for a job, and gets it with its numbers of records.</para>
/// </example>
/// <example>
///   <code>Get-SfBulkJob -JobType Ingest | Group-Object Object, State -NoElement</code>
///   <para>Counts the jobs that write, by object and state.</para>
/// </example>
/// <seealso cref="StopSfBulkJobCommand"/>
/// <seealso cref="RemoveSfBulkJobCommand"/>
[Cmdlet(VerbsCommon.Get, "SfBulkJob", DefaultParameterSetName = ListSet)]
[OutputType(typeof(SfBulkJob))]
public sealed class GetSfBulkJobCommand : BulkJobCmdlet
{
    private const string ListSet = "List";
    private const string IdSet = "Id";

    /// <summary>Specifies the jobs: IDs, or objects with a JobId or Id.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = IdSet)]
    [Alias("InputObject")]
    public PSObject[] Id { get; set; } = [];

    /// <summary>Lists only jobs that read records (Query) or that write them (Ingest).</summary>
    [Parameter(ParameterSetName = ListSet)]
    [ValidateSet("Query", "Ingest")]
    public string? JobType { get; set; }

    /// <summary>Waits until the job is finished.</summary>
    [Parameter(ParameterSetName = IdSet)]
    public SwitchParameter Wait { get; set; }

    /// <summary>
    /// Specifies how long -Wait waits for each job, in seconds. The default is until it is finished. A job that takes longer
    /// is an error, and goes on.
    /// </summary>
    [Parameter(ParameterSetName = IdSet)]
    [ValidateRange(1, int.MaxValue / 1000)]
    public int? TimeoutSec { get; set; }

    /// <inheritdoc/>
    protected override Task ProcessAsync(SfSession session) => ParameterSetName == ListSet ? ListAsync() : ForEachAsync(Id, GetAsync);

    private async Task ListAsync()
    {
        HashSet<string> written = new(StringComparer.Ordinal);
        foreach (BulkKind kind in (BulkKind[])[BulkKind.Query, BulkKind.Ingest])
        {
            if (JobType is not null && !JobType.Equals(kind.ToString(), StringComparison.OrdinalIgnoreCase))
                continue;
            await foreach (SfBulkJob job in Api.ListAsync(kind, StopToken))
                if ((JobType is null || job.Kind == kind) && written.Add(job.Id))
                    WriteObject(job);
        }
    }

    private async Task GetAsync(string id, BulkKind? kind)
    {
        SfBulkJob job = await OfKindAsync(kind, k => Api.GetAsync(k, id, StopToken));
        if (Wait && !job.IsFinished)
            job = await WaitAsync(job);
        WriteObject(job);
    }

    private async Task<SfBulkJob> WaitAsync(SfBulkJob job)
    {
        BulkJobProgress progress = new(this);
        progress.Show(job);
        TimeSpan? limit = TimeoutSec is { } seconds ? TimeSpan.FromSeconds(seconds) : null;
        await foreach (SfBulkJob now in Api.WatchAsync(job.Kind, job.Id, limit, StopToken))
        {
            progress.Show(now);
            job = now;
        }

        return job.IsFinished ? job : throw JobEnd.NotFinished(job, limit);
    }
}
