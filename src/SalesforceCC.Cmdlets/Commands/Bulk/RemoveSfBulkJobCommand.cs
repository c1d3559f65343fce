using System.Management.Automation;
using SalesforceCC.Bulk;
using SalesforceCC.Cmdlets.Shell;

namespace SalesforceCC.Cmdlets.Commands;

/// <summary>Deletes jobs of Bulk API 2.0, with their results.</summary>
/// <remarks>
/// <para>
/// Salesforce deletes jobs by itself after about seven days. Delete one earlier so that nobody can read its results. Records
/// that the job has read or changed are not touched. A job that is open or running must be stopped first.
/// </para>
/// <para>An import or export whose job was deleted can't be resumed.</para>
/// </remarks>
/// <example>
///   <code>Get-SfBulkJob | Where-Object State -eq Aborted | Remove-SfBulkJob</code>
///   <para>Deletes the jobs that were stopped.</para>
/// </example>
/// <example>
///   <code>Get-SfBulkJob -JobType Query |
///     Where-Object State -eq JobComplete | Remove-SfBulkJob -WhatIf</code>
///   <para>Shows which jobs with results of queries would be deleted.</para>
/// </example>
/// <seealso cref="GetSfBulkJobCommand"/>
/// <seealso cref="StopSfBulkJobCommand"/>
[Cmdlet(VerbsCommon.Remove, "SfBulkJob", SupportsShouldProcess = true)]
[OutputType(typeof(void))]
public sealed class RemoveSfBulkJobCommand : BulkJobCmdlet
{
    /// <summary>Specifies the jobs: IDs, or objects with a JobId or Id.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Alias("InputObject")]
    public PSObject[] Id { get; set; } = [];

    /// <inheritdoc/>
    protected override Task ProcessAsync(SfSession session) => ForEachAsync(Id, async (id, kind) =>
    {
        if (!ShouldProcess($"bulk job {id} in {OrgLabel.Of(session)}", "Delete"))
            return;
        await OfKindAsync(kind, async k =>
        {
            await Api.DeleteAsync(k, id, StopToken);
            return true;
        });
    });
}
