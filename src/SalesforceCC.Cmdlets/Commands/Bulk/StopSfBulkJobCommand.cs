using System.Management.Automation;
using SalesforceCC.Bulk;
using SalesforceCC.Cmdlets.Shell;

namespace SalesforceCC.Cmdlets.Commands;

/// <summary>Stops jobs of Bulk API 2.0.</summary>
/// <remarks>
/// <para>
/// The job gets the state Aborted. Records that it has processed stay as they are: nothing is rolled back. A job that is
/// finished can't be stopped. Nothing is returned unless you use -PassThru.
/// </para>
/// <para>
/// To end an import or export that you do not want to resume, stop its job and delete its journal.
/// </para>
/// </remarks>
/// <example>
///   <code>Get-SfBulkJob -JobType Ingest | Where-Object State -eq Open |
///     Stop-SfBulkJob -WhatIf</code>
///   <para>Shows which jobs without data would be stopped.</para>
/// </example>
/// <example>
///   <code>$old = (Get-Date).AddDays(-1)
/// Get-SfBulkJob -JobType Ingest |
///     Where-Object { $_.State -eq 'Open' -and $_.CreatedDate -lt $old } |
///     Stop-SfBulkJob</code>
///   <para>Stops jobs that have been waiting for data for more than a day.</para>
/// </example>
/// <seealso cref="GetSfBulkJobCommand"/>
/// <seealso cref="RemoveSfBulkJobCommand"/>
[Cmdlet(VerbsLifecycle.Stop, "SfBulkJob", SupportsShouldProcess = true)]
[OutputType(typeof(SfBulkJob))]
public sealed class StopSfBulkJobCommand : BulkJobCmdlet
{
    /// <summary>Specifies the jobs: IDs, or objects with a JobId or Id.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Alias("InputObject")]
    public PSObject[] Id { get; set; } = [];

    /// <summary>Returns each job that was stopped.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override Task ProcessAsync(SfSession session) => ForEachAsync(Id, async (id, kind) =>
    {
        if (!ShouldProcess($"bulk job {id} in {OrgLabel.Of(session)}", "Stop"))
            return;
        SfBulkJob job = await OfKindAsync(kind, k => Api.AbortAsync(k, id, StopToken));
        if (PassThru)
            WriteObject(job);
    });
}
