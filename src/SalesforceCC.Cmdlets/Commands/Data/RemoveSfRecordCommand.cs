using System.Management.Automation;
using SalesforceCC.Cmdlets.Shell;
using SalesforceCC.Data;

namespace SalesforceCC.Cmdlets.Commands;

/// <summary>Deletes records.</summary>
/// <remarks>
/// <para>
/// Takes IDs, objects with an ID, and rows of Invoke-SfQuery, by argument or through the pipeline, also of several
/// objects. They are sent in requests of up to 200. Salesforce moves the records, and child records that depend on them,
/// to the recycle bin.
/// </para>
/// <para>
/// You are asked before records are deleted, unless you use -Confirm:$false. The question names the org, and says if it
/// is a production org. -WhatIf lists what would be deleted.
/// </para>
/// <para>
/// Nothing is returned unless you use -PassThru. For each record that was not deleted, there is an error with
/// Salesforce's code as its ID and your input as its TargetObject. A record that was deleted with its parent by the same
/// command is no error. If the connection breaks, the errors say that it is not known whether records were deleted.
/// </para>
/// <para>A row of one org is not deleted in another.</para>
/// </remarks>
/// <example>
///   <code>$result = New-SfRecord Lead @{ LastName = 'Test'; Company = 'Test' }
/// Remove-SfRecord $result.Id -Confirm:$false</code>
///   <para>Creates a lead and deletes it, without asking.</para>
/// </example>
/// <example>
///   <code>Invoke-SfQuery "SELECT Id FROM Lead WHERE Status = 'Test'" |
///     Remove-SfRecord -WhatIf</code>
///   <para>Lists the leads that would be deleted.</para>
/// </example>
/// <example>
///   <code>Import-Csv old.csv | Remove-SfRecord -Confirm:$false -PassThru |
///     Measure-Object</code>
///   <para>Deletes the records whose IDs are in the column Id of a file, without asking, and counts them.</para>
/// </example>
/// <seealso cref="NewSfRecordCommand"/>
/// <seealso cref="SetSfRecordCommand"/>
/// <seealso cref="InvokeSfQueryCommand"/>
[Cmdlet(VerbsCommon.Remove, "SfRecord", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(SfSaveResult))]
public sealed class RemoveSfRecordCommand : RecordWriteCmdlet
{
    /// <summary>
    /// Specifies the records: IDs of 15 or 18 characters, objects with an ID, or rows of a query.
    /// </summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Alias("Id")]
    public PSObject[] InputObject { get; set; } = [];

    /// <summary>Returns a result (SfSaveResult) for each record that was deleted, in the order of the input.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override WriteOperation Operation => WriteOperation.Delete;

    private protected override string Action => "Delete";

    private protected override bool WritesResults => PassThru;

    /// <inheritdoc/>
    protected override Task ProcessAsync(SfSession session) => WriteAsync(session, InputObject);
}
