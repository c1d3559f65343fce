using System.Management.Automation;
using SalesforceCC.Cmdlets.Shell;
using SalesforceCC.Data;

namespace SalesforceCC.Cmdlets.Commands;

/// <summary>Restores deleted records from the recycle bin.</summary>
/// <remarks>
/// <para>
/// Takes IDs, objects with an ID, and rows of Invoke-SfQuery -IncludeDeleted, by argument or through the pipeline, also of
/// several objects. They are sent in requests of up to 200. Salesforce also restores the child records that were deleted
/// with a record.
/// </para>
/// <para>
/// Salesforce keeps deleted records for 15 days, as long as the recycle bin has room. The REST API cannot restore them:
/// this command uses the SOAP API. If the app issues tokens in JWT format, the SOAP API accepts them from version 68.0.
/// </para>
/// <para>
/// Nothing is returned unless you use -PassThru. For each record that was not restored, there is an error with
/// Salesforce's code as its ID and your input as its TargetObject. UNDELETE_FAILED means that the record is not in the
/// recycle bin: it exists, for example because it was restored with its parent, or it was deleted for good.
/// </para>
/// <para>A row of one org is not restored in another.</para>
/// </remarks>
/// <example>
///   <code>$result = New-SfRecord Lead @{ LastName = 'Test'; Company = 'Test' }
/// Remove-SfRecord $result.Id -Confirm:$false
/// Restore-SfRecord $result.Id</code>
///   <para>Restores a lead that was deleted.</para>
/// </example>
/// <example>
///   <code>$soql = "SELECT Id FROM Lead WHERE IsDeleted = true AND Company = 'Test'"
/// Invoke-SfQuery $soql -IncludeDeleted | Restore-SfRecord -WhatIf</code>
///   <para>Lists the deleted leads of a company that would be restored. Without -WhatIf, they are restored.</para>
/// </example>
/// <seealso cref="RemoveSfRecordCommand"/>
/// <seealso cref="InvokeSfQueryCommand"/>
[Cmdlet(VerbsData.Restore, "SfRecord", SupportsShouldProcess = true)]
[OutputType(typeof(SfSaveResult))]
public sealed class RestoreSfRecordCommand : RecordWriteCmdlet
{
    /// <summary>
    /// Specifies the records: IDs of 15 or 18 characters, objects with an ID, or rows of a query.
    /// </summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Alias("Id")]
    public PSObject[] InputObject { get; set; } = [];

    /// <summary>Returns a result (SfSaveResult) for each record that was restored, in the order of the input.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override WriteOperation Operation => WriteOperation.Undelete;

    private protected override string Action => "Restore";

    private protected override bool WritesResults => PassThru;

    /// <inheritdoc/>
    protected override Task ProcessAsync(SfSession session) => WriteAsync(session, InputObject);
}
