using System.Management.Automation;
using SalesforceCC.Cmdlets.Shell;
using SalesforceCC.Data;

namespace SalesforceCC.Cmdlets.Commands;

/// <summary>Creates records.</summary>
/// <remarks>
/// <para>
/// Takes hashtables and objects, for example from Import-Csv, by argument or through the pipeline. They are sent in
/// requests of up to 200 records, so that 10,000 records need 50 API calls.
/// </para>
/// <para>
/// A result (SfSaveResult) is returned for each record that was created, in the order of the input. For each record
/// that was not, there is an error with Salesforce's code as its ID and your input as its TargetObject. Collect them
/// with -ErrorVariable to correct them and run the command again. If the connection breaks after records were sent, the
/// errors say that it is not known whether they were saved; they are not sent again.
/// </para>
/// <para>
/// Values are sent by their type, independent of the culture. Text stays text; if the field is a number or a date,
/// only unmistakable forms are accepted: 1234.5, 2026-01-31, 2026-01-31T09:30:00Z. $null leaves a field empty. To refer
/// to a parent by an external ID, use a hashtable: Invoice__r = @{ External_Id__c = '42' }. If the field can refer to several
/// objects, add Type: Owner = @{ Type = 'User'; Username = 'it@acme.example' }.
/// </para>
/// <para>
/// A row of Invoke-SfQuery is copied: ID, formulas, audit fields and related records are left out. -Verbose lists what
/// was left out. This requires one describe call for each object and session.
/// </para>
/// </remarks>
/// <example>
///   <code>New-SfRecord Account @{ Name = 'Müller GmbH'; NumberOfEmployees = 12 }</code>
///   <para>Creates an account, and returns a result with its ID.</para>
/// </example>
/// <example>
///   <code>Import-Csv people.csv | New-SfRecord Contact -ErrorVariable failed
/// $failed | ForEach-Object TargetObject | Export-Csv failed.csv</code>
///   <para>Creates a contact for each line of a file. The lines that failed are written to another file.</para>
/// </example>
/// <example>
///   <code>$lines = Import-Csv lines.csv | ForEach-Object {
///     $invoice = @{ External_Id__c = $_.Invoice }
///     @{ Quantity__c = $_.Quantity; Invoice__r = $invoice } }
/// $lines | New-SfRecord Invoice_Line__c -AllOrNone</code>
///   <para>Creates lines of invoices that are found by their external ID. All are created or none.</para>
/// </example>
/// <seealso cref="SetSfRecordCommand"/>
/// <seealso cref="RemoveSfRecordCommand"/>
/// <seealso cref="InvokeSfQueryCommand"/>
[Cmdlet(VerbsCommon.New, "SfRecord", SupportsShouldProcess = true)]
[OutputType(typeof(SfSaveResult))]
public sealed class NewSfRecordCommand : RecordSaveCmdlet
{
    /// <summary>
    /// Specifies the records: hashtables, objects, or rows of a query, a file or a database. Each property is a field,
    /// by its API name.
    /// </summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipeline = true)]
    public PSObject[] InputObject { get; set; } = [];

    private protected override WriteOperation Operation => WriteOperation.Insert;

    private protected override string Action => "Create";

    private protected override bool WritesResults => true;

    /// <inheritdoc/>
    protected override Task ProcessAsync(SfSession session) => WriteAsync(session, InputObject);
}
