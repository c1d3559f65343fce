using System.Management.Automation;
using SalesforceCC.Cmdlets.Shell;
using SalesforceCC.Data;

namespace SalesforceCC.Cmdlets.Commands;

/// <summary>Changes records, or creates those that do not exist yet (upsert).</summary>
/// <remarks>
/// <para>
/// Change the properties of rows of Invoke-SfQuery, and pipe the rows to this command: only what you changed is sent,
/// and nothing for rows without changes. It also takes hashtables and objects with an ID and the fields to change; they
/// require -Type. With -ExternalIdField, records are found by a key instead of the ID, and created if there is none,
/// unless you use -UpdateOnly.
/// </para>
/// <para>
/// Records are sent in requests of up to 200. $null clears a field; a field that is missing is not changed. For the
/// forms of values, and for parents by external ID, see New-SfRecord.
/// </para>
/// <para>
/// If the same ID or key comes twice, the later record is sent in a later request. Records that another transaction has
/// locked are sent again, one request at a time, as often as the session's -MaximumRetryCount.
/// </para>
/// <para>
/// Nothing is returned unless you use -PassThru. For each record that was not saved, there is an error with Salesforce's
/// code as its ID and your input as its TargetObject. If the connection breaks after records were sent, the errors say
/// that it is not known whether they were saved. Only with -ExternalIdField are they sent again, because this can create
/// no duplicates.
/// </para>
/// <para>A row of one org is not written to another. To copy records, select their fields, and specify -Type.</para>
/// </remarks>
/// <example>
///   <code>$soql = "SELECT Id, Phone FROM Account WHERE Name = 'Acme'"
/// $account = Invoke-SfQuery $soql
/// $account.Phone = '+49 30 1234'
/// $account | Set-SfRecord</code>
///   <para>Changes the phone number of an account.</para>
/// </example>
/// <example>
///   <code>$soql = "SELECT Id, Industry FROM Account WHERE Industry = 'Energie'"
/// Invoke-SfQuery $soql |
///     ForEach-Object { $_.Industry = 'Energy'; $_ } | Set-SfRecord -WhatIf</code>
///   <para>Shows which accounts would be changed. Without -WhatIf, they are changed.</para>
/// </example>
/// <example>
///   <code>Import-Csv invoices.csv |
///     Set-SfRecord Invoice__c -ExternalIdField External_Id__c -PassThru |
///     Group-Object Created</code>
///   <para>Changes invoices by their external ID, creates those that are new, and counts both.</para>
/// </example>
/// <example>
///   <code>Import-Csv invoices.csv |
///     Set-SfRecord Invoice__c -ExternalIdField External_Id__c -UpdateOnly</code>
///   <para>Changes invoices by their external ID. Those that do not exist are errors.</para>
/// </example>
/// <example>
///   <code>$ids = (Invoke-SfQuery 'SELECT Id FROM Account LIMIT 3').Id
/// $ids | ForEach-Object { @{ Id = $_; Fax = $null } } | Set-SfRecord Account</code>
///   <para>Clears a field of records whose IDs are known.</para>
/// </example>
/// <seealso cref="NewSfRecordCommand"/>
/// <seealso cref="RemoveSfRecordCommand"/>
/// <seealso cref="InvokeSfQueryCommand"/>
[Cmdlet(VerbsCommon.Set, "SfRecord", SupportsShouldProcess = true)]
[OutputType(typeof(SfSaveResult))]
public sealed class SetSfRecordCommand : RecordSaveCmdlet
{
    /// <summary>
    /// Specifies the records: rows of a query with changes, or hashtables and objects with an ID or a key, and the fields
    /// to change by their API names.
    /// </summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipeline = true)]
    public PSObject[] InputObject { get; set; } = [];

    /// <summary>
    /// Specifies the field by which records are found: an external ID, or any other field with idLookup, such as Email
    /// of Contact. Each record must have a value for it. Records that are not found are created. With Id, records
    /// without an ID are created.
    /// </summary>
    [Parameter]
    [ValidatePattern(@"^[A-Za-z][A-Za-z0-9_]*\z")]
    [ArgumentCompleter(typeof(KeyFieldCompleter))]
    public string? ExternalIdField { get; set; }

    /// <summary>
    /// Only changes records that exist. A record whose key is not found is an error, and is not created. This requires one
    /// describe call for each object and session, and a query for up to 2,000 keys. Without -ExternalIdField, records are
    /// never created.
    /// </summary>
    [Parameter]
    public SwitchParameter UpdateOnly { get; set; }

    /// <summary>Returns a result (SfSaveResult) for each record that was saved, in the order of the input.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override WriteOperation Operation => Key is null ? WriteOperation.Update : WriteOperation.Upsert;

    private protected override WriteSettings Settings => base.Settings with { KeyField = Key, UpdateOnly = UpdateOnly && Key is not null };

    private protected override string Action => Key is null || UpdateOnly ? "Update" : "Create or update";

    private protected override bool WritesResults => PassThru;

    // To find records by their ID and to create none is to update them.
    private string? Key =>
        UpdateOnly && string.Equals(ExternalIdField, "Id", StringComparison.OrdinalIgnoreCase) ? null : ExternalIdField;

    /// <inheritdoc/>
    protected override Task ProcessAsync(SfSession session) => WriteAsync(session, InputObject);
}
