using System.Management.Automation;
using SalesforceCC.Bulk;
using SalesforceCC.Cmdlets.Shell;

namespace SalesforceCC.Cmdlets.Commands;

/// <summary>Imports files or objects with Bulk API 2.0: up to millions of rows.</summary>
/// <remarks>
/// <para>
/// Reads CSV files, or objects from the pipeline, and creates, changes or deletes records with jobs of Bulk API 2.0. The
/// input is read and checked completely before anything is sent: columns that do not exist or cannot be set, lines that are
/// not valid CSV, and values that are missing are errors that name the column or the line. Large input is split into several
/// jobs, which are uploaded in parallel.
/// </para>
/// <para>
/// Files can be packed with gzip. They are UTF-8, or another Unicode encoding with a byte order mark. The delimiter (comma,
/// semicolon, tab, pipe, caret or backquote) and the line ending are found from the file. The first line has the API names of
/// the fields, in any case. An empty value leaves a field as it is; #N/A clears it. A column such as Account.External_Id__c
/// finds the parent by a key; if a lookup can refer to several objects, put the object first: User:Owner.Email. Columns whose
/// names begin with sf__, as in result files, are left out. To delete, only the column Id is sent.
/// </para>
/// <para>
/// Objects of the pipeline are hashtables, objects, or rows of Invoke-SfQuery, of which all fields are sent that can be
/// written. $null clears a field, unless you use -IgnoreNull; a field that is missing is not changed. Parents are tables:
/// Account = @{ External_Id__c = '42' }. The objects are written to files in the folder of the results until the last has
/// come, so that memory stays small.
/// </para>
/// <para>
/// The command returns one summary (SfBulkImport). The folder of the results has successful.csv, failed.csv and
/// unprocessed.csv with each row of the input exactly once, in its order; correct failed.csv and import it again. Each row
/// that failed is also an error with its file and line, up to -MaximumErrorCount. A job that failed is an error, too: its
/// remaining rows are in unprocessed.csv.
/// </para>
/// <para>
/// The folder also has a journal. If the command is stopped, or the connection or the computer fails, Resume-SfBulk goes on
/// where it ended, without a row lost or sent twice. Do not change the input files before that.
/// </para>
/// <para>
/// You are asked before records are deleted, unless you use -Confirm:$false. The question names the org, and says if it is a
/// production org. To delete records for good, the user needs the permission Bulk API Hard Delete.
/// </para>
/// </remarks>
/// <example>
///   <code>Import-SfBulk Account customers.csv -Operation Insert</code>
///   <para>Creates accounts from a file. The results are in the folder customers.csv.results.</para>
/// </example>
/// <example>
///   <code>Import-SfBulk Contact leads-*.csv.gz -Operation Upsert `
///     -ExternalIdField Email -ResultPath results</code>
///   <para>Creates or changes contacts by their email address, from all files that match.</para>
/// </example>
/// <example>
///   <code>Invoke-SfQuery "SELECT Id FROM Lead WHERE Status = 'Test'" |
///     Import-SfBulk Lead -Operation Delete -Confirm:$false</code>
///   <para>Deletes records that a query finds, without asking.</para>
/// </example>
/// <example>
///   <code>$one = @{ Subject = 'Call'; Contact = @{ Email = 'ada@acme.example' } }
/// $two = @{ Subject = 'Mail'; ContactId = $null }
/// $one, $two | Import-SfBulk Case -Operation Insert -ResultPath cases</code>
///   <para>Creates cases from objects, one of them with a contact that is found by its email address.</para>
/// </example>
/// <seealso cref="SetSfRecordCommand"/>
/// <seealso cref="InvokeSfQueryCommand"/>
[Cmdlet(VerbsData.Import, "SfBulk", DefaultParameterSetName = BulkImportCmdlet.Files, SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(SfBulkImport))]
public sealed class ImportSfBulkCommand : BulkImportCmdlet
{
    /// <summary>Specifies the API name of the object, such as Account or Invoice__c.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidatePattern(@"^[A-Za-z][A-Za-z0-9_]*\z")]
    [ArgumentCompleter(typeof(ObjectCompleter))]
    public string Type { get; set; } = "";

    /// <summary>Specifies the files. Wildcards are allowed. All files have the same object, and may have different columns.</summary>
    [Parameter(Mandatory = true, Position = 1, ParameterSetName = Files)]
    [ValidateNotNullOrEmpty]
    public string[] Path { get; set; } = [];

    /// <summary>Specifies the files by their exact paths. Wildcard characters are taken literally.</summary>
    [Parameter(Mandatory = true, ParameterSetName = LiteralFiles)]
    [ValidateNotNullOrEmpty]
    [Alias("PSPath")]
    public string[] LiteralPath { get; set; } = [];

    /// <summary>
    /// Specifies the records: hashtables, objects with properties, rows of a query, or, to delete, IDs.
    /// </summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = Objects)]
    public PSObject[] InputObject { get; set; } = [];

    /// <summary>
    /// Specifies what to do: Insert, Update, Upsert, Delete (to the recycle bin), or HardDelete (for good). Update, Delete and
    /// HardDelete need a column Id.
    /// </summary>
    [Parameter(Mandatory = true)]
    [ValidateSet("Insert", "Update", "Upsert", "Delete", "HardDelete")]
    public string Operation { get; set; } = "";

    /// <summary>
    /// Specifies the field by which Upsert finds records: an external ID, or any other field with idLookup, such as Email of
    /// Contact. With Id, rows without an ID create records.
    /// </summary>
    [Parameter]
    [ValidatePattern(@"^[A-Za-z][A-Za-z0-9_]*\z")]
    [ArgumentCompleter(typeof(KeyFieldCompleter))]
    public string? ExternalIdField { get; set; }

    /// <summary>
    /// Specifies the delimiter of the files: Comma, Semicolon, Tab, Pipe, Caret or Backquote. By default, it is found from the
    /// file.
    /// </summary>
    [Parameter(ParameterSetName = Files)]
    [Parameter(ParameterSetName = LiteralFiles)]
    [ValidateSet("Comma", "Semicolon", "Tab", "Pipe", "Caret", "Backquote")]
    public string? ColumnDelimiter { get; set; }

    /// <summary>
    /// Makes line breaks within values the same as those between lines. By default, values are sent as they are, and some orgs
    /// reject a file that has both kinds.
    /// </summary>
    [Parameter(ParameterSetName = Files)]
    [Parameter(ParameterSetName = LiteralFiles)]
    public SwitchParameter NormalizeLineBreaks { get; set; }

    /// <summary>Leaves fields as they are if the value is $null. By default, $null clears a field.</summary>
    [Parameter(ParameterSetName = Objects)]
    public SwitchParameter IgnoreNull { get; set; }

    /// <summary>
    /// Specifies the folder for the results and the journal. It must not have those of another import. The default is a folder
    /// beside the file, such as accounts.csv.results; for several files or objects, it is a folder in the current location
    /// that is named for the object, the operation and the time.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? ResultPath { get; set; }

    /// <summary>
    /// Specifies the most rows of a job, up to 250,000, which is the default. Jobs never have more than 100 MB.
    /// </summary>
    [Parameter]
    [ValidateRange(1, ImportSettings.MaxRows)]
    public int BatchSize { get; set; } = ImportSettings.MaxRows;

    /// <inheritdoc/>
    protected override Task ProcessAsync(SfSession session) =>
        ParameterSetName == Objects ? AddAsync(session, InputObject) : Task.CompletedTask;

    /// <inheritdoc/>
    protected override async Task EndAsync(SfSession session)
    {
        string[] paths = ParameterSetName == Files ? Path : LiteralPath;
        try
        {
            if (ParameterSetName == Objects)
                await CompleteAsync(session);
            else
                await ImportAsync(session, ParameterSetName == Files ? Resolve(Path) : [.. LiteralPath.Select(p => FullPath.Of(SessionState, p, "-LiteralPath"))]);
        }
        catch (SfException e)
        {
            WriteError(ErrorRecords.From(e, ParameterSetName == Objects ? Type : paths.Length == 1 ? paths[0] : paths));
        }
    }

    private protected override string? GivenResultPath => ResultPath;

    private protected override ImportSettings Settings => new()
    {
        Type = Type,
        Operation = Enum.TryParse(Operation, ignoreCase: true, out BulkOperation operation) ? operation : throw new InvalidOperationException(Operation),
        KeyField = ExternalIdField,
        Folder = "",
        Delimiter = ColumnDelimiter is null ? null : CsvDialect.Delimiters[ColumnDelimiter],
        NormalizesLineBreaks = NormalizeLineBreaks,
        IgnoresNull = IgnoreNull,
        JobRows = BatchSize,
    };
}
