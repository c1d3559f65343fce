using System.Collections;
using System.Management.Automation;
using SalesforceCC.Bulk;
using SalesforceCC.Cmdlets.Shell;
using SalesforceCC.Query;

namespace SalesforceCC.Cmdlets.Commands;

/// <summary>Exports the rows of a SOQL query with Bulk API 2.0, to a file or as objects.</summary>
/// <remarks>
/// <para>
/// Use this command for many rows: from about 10,000 to any number. Salesforce runs the query as a job, in the background,
/// and this command waits for the job and then downloads its pages of results, several at the same time. A page is one API
/// call. For fewer rows, Invoke-SfQuery is faster.
/// </para>
/// <para>
/// With -Path, rows are written to a file in the order of the results. The extension determines the format: .csv, as
/// Salesforce sends it, in UTF-8, .jsonl, with one JSON object for each row, or either followed by .gz. In JSON, numbers and
/// Booleans have their types, parents are nested objects, and dates are text in ISO 8601. The file is created or replaced
/// only after all rows have arrived. A query without rows gives a file with the header. Without -Path, rows are returned as
/// the same objects that Invoke-SfQuery returns, and Select-Object -First and Ctrl+C end the download. Memory use does not
/// grow with the number of rows; pages that are on their way are kept in temporary files.
/// </para>
/// <para>
/// The number of rows is compared with the number that Salesforce states for each page and for the job. If they differ,
/// the command fails, and no file is written.
/// </para>
/// <para>
/// While a file is being written, the folder beside it with the extension .sfbulk contains a journal and the pages so far,
/// but no secrets. If the command is interrupted, whether by Ctrl+C, an error, or a power failure, Resume-SfBulk continues
/// with the same job and downloads only what is missing. Salesforce keeps a job and its results for seven days, also after
/// the export. To delete them earlier, use Remove-SfBulkJob.
/// </para>
/// <para>
/// Bulk API 2.0 does not run queries with aggregate functions, GROUP BY, OFFSET, TYPEOF, subqueries, or compound fields
/// such as BillingAddress. Such queries are rejected before a job is created. Invoke-SfQuery runs them.
/// </para>
/// </remarks>
/// <example>
///   <code>Export-SfBulk 'SELECT Id, Name, Industry FROM Account' accounts.csv</code>
///   <para>Exports all accounts to a CSV file.</para>
/// </example>
/// <example>
///   <code>$soql = 'SELECT Id, Name FROM Account'
/// $export = Export-SfBulk $soql accounts.jsonl.gz -PassThru
/// '{0:N0} rows in {1}' -f $export.Records, $export.Duration</code>
///   <para>Exports to compressed JSON Lines, and gets a summary.</para>
/// </example>
/// <example>
///   <code>$soql = 'SELECT Id, Email, Account.Name FROM Contact
///     WHERE LastModifiedDate >= :since'
/// Export-SfBulk $soql -Parameters @{ since = [datetime]'2026-01-01' } |
///     Where-Object Email -like '*@example.com' | Measure-Object</code>
///   <para>Gets rows as objects, and passes a value as a parameter.</para>
/// </example>
/// <example>
///   <code>$soql = 'SELECT Id, Name FROM Account'
/// Export-SfBulk $soql accounts.csv -SplitPages -MaxRecords 100000
/// (Get-Content accounts.csv.manifest.json | ConvertFrom-Json).pages.file</code>
///   <para>Exports to one file for each 100,000 rows, accounts-00001.csv and so on, and a manifest.</para>
/// </example>
/// <example>
///   <code>$job = Export-SfBulk 'SELECT Id, Name FROM Account' -NoWait
/// Export-SfBulk -JobId $job.Id -Path accounts.csv</code>
///   <para>Creates a job without waiting for it, and exports its results later, even from another computer.</para>
/// </example>
/// <seealso cref="InvokeSfQueryCommand"/>
[Cmdlet(VerbsData.Export, "SfBulk", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low, DefaultParameterSetName = QuerySet)]
[OutputType("SalesforceCC.SfRecord")]
[OutputType(typeof(SfBulkExport), typeof(SfBulkJob))]
public sealed class ExportSfBulkCommand : SessionCmdlet
{
    private const string QuerySet = "Query";
    private const string JobSet = "Job";

    private ExportRun? _run;

    /// <summary>
    /// Specifies the SOQL text, up to 100,000 characters. :name, outside quotes, is a placeholder for a value in
    /// -Parameters. Use single quotes around the text, so that PowerShell does not expand $.
    /// </summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = QuerySet)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(QueryCompleter))]
    public string Query { get; set; } = "";

    /// <summary>
    /// Specifies the ID of an existing query job whose results to export, for example one created with -NoWait. If it is not
    /// finished, the command waits for it.
    /// </summary>
    [Parameter(Mandatory = true, ParameterSetName = JobSet, ValueFromPipelineByPropertyName = true)]
    [Alias("Id")]
    [ValidateNotNullOrEmpty]
    public string JobId { get; set; } = "";

    /// <summary>
    /// Specifies the file, with the extension .csv, .csv.gz, .jsonl, or .jsonl.gz. An existing file is overwritten, unless
    /// you use -NoClobber. Without -Path, rows are returned as objects.
    /// </summary>
    [Parameter(Position = 1)]
    [ValidateNotNullOrEmpty]
    public string? Path { get; set; }

    /// <summary>
    /// Specifies the values of the placeholders by name, as in Invoke-SfQuery: text, numbers, Booleans, dates, $null or lists.
    /// They are quoted and formatted for SOQL.
    /// </summary>
    [Parameter(ParameterSetName = QuerySet)]
    public IDictionary? Parameters { get; set; }

    /// <summary>Also exports rows in the recycle bin and archived rows.</summary>
    [Parameter(ParameterSetName = QuerySet)]
    public SwitchParameter IncludeDeleted { get; set; }

    /// <summary>Specifies the delimiter of the CSV file. The default is Comma.</summary>
    [Parameter(ParameterSetName = QuerySet)]
    [ValidateSet("Comma", "Tab", "Semicolon", "Pipe", "Caret", "Backquote")]
    public string ColumnDelimiter { get; set; } = "Comma";

    /// <summary>
    /// Specifies the maximum number of rows in a page. By default, Salesforce determines the size of pages. If you specify a
    /// number, a page is requested only when the page before it starts to arrive, because Salesforce lists pages only in its
    /// own size.
    /// </summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int? MaxRecords { get; set; }

    /// <summary>Specifies the maximum number of pages that are downloaded at the same time. The default is 5.</summary>
    [Parameter]
    [ValidateRange(1, 25)]
    public int ThrottleLimit { get; set; } = 5;

    /// <summary>
    /// Writes one file for each page instead of one file for all: accounts-00001.csv and so on for accounts.csv. Each is a
    /// complete file with its own header, and appears only when it is complete. The file accounts.csv.manifest.json lists the
    /// files with their rows, and the pages that are missing. Resume-SfBulk can continue from it, also on another computer.
    /// </summary>
    [Parameter]
    public SwitchParameter SplitPages { get; set; }

    /// <summary>
    /// Creates the job, returns it, and does not wait for it. With -Path, Resume-SfBulk continues the export later. Without
    /// -Path, use -JobId.
    /// </summary>
    [Parameter(ParameterSetName = QuerySet)]
    public SwitchParameter NoWait { get; set; }

    /// <summary>
    /// Specifies how many seconds to wait for the job. If it is not finished then, the command fails with JOB_NOT_FINISHED;
    /// the job itself continues in Salesforce. By default, the command waits until the job is finished.
    /// </summary>
    [Parameter]
    [ValidateRange(1, 7 * 86_400)]
    public int? TimeoutSec { get; set; }

    /// <summary>
    /// Does not overwrite an existing file, not even one that appears while the export runs. Then move that file away, and complete
    /// the export with Resume-SfBulk.
    /// </summary>
    [Parameter]
    public SwitchParameter NoClobber { get; set; }

    /// <summary>
    /// Discards an unfinished export to the same file, which Resume-SfBulk could continue, and starts again. Without -Force,
    /// this is an error.
    /// </summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>With -Path, returns a summary: job, rows, bytes, pages, files, and duration.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override object? TargetOfErrors => ParameterSetName == JobSet ? JobId : Query;

    /// <inheritdoc/>
    protected override bool FailureEndsPipeline => _run is { WroteRows: true };

    /// <inheritdoc/>
    protected override async Task ProcessAsync(SfSession session)
    {
        _run = null;
        ExportSettings settings = await ReadSettingsAsync(session);
        if (settings.Path is not null && !ShouldProcess(settings.Path, "Export rows from Salesforce"))
            return;
        using BulkExport export = await BulkExport.NewAsync(session, settings, StopToken);
        if (NoWait)
        {
            WriteObject(await export.StartAsync(StopToken));
            return;
        }

        _run = new ExportRun(this, export, session.Clock);
        await _run.RunAsync(PassThru, StopToken);
    }

    private async Task<ExportSettings> ReadSettingsAsync(SfSession session)
    {
        string? file = Path is null ? null : Outside(() => FullPath.Of(SessionState, Path, "-Path"));
        if (file is null && (SplitPages || NoClobber || Force || PassThru))
            throw new SfException(SfErrorCodes.InvalidParameter, "-SplitPages, -NoClobber, -Force, and -PassThru apply to a file: specify -Path, too.");
        if (NoClobber && (SplitPages ? ExportManifest.TakenBy(file!) : File.Exists(file) ? file : null) is { } taken)
            throw new SfException(SfErrorCodes.FileExists, $"The file '{taken}' already exists, and -NoClobber was specified.");
        bool isQuery = ParameterSetName == QuerySet;
        return new ExportSettings
        {
            Query = isQuery
                ? await session.BindAsync(Query, Outside(() => PsValues.UnwrapTable(Parameters, "-Parameters")), new QuerySettings(), StopToken)
                : null,
            JobId = isQuery ? null : JobId,
            Path = file,
            IncludeDeleted = IncludeDeleted,
            Dialect = new CsvDialect(CsvDialect.Delimiters[ColumnDelimiter]),
            MaxRecords = MaxRecords,
            ThrottleLimit = ThrottleLimit,
            SplitPages = SplitPages,
            NoClobber = NoClobber,
            DiscardUnfinished = Force,
            Limit = TimeoutSec is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
        };
    }
}
