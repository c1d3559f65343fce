using System.Collections;
using System.Globalization;
using System.Management.Automation;
using SalesforceCC.Cmdlets.Shell;
using SalesforceCC.Query;
using SalesforceCC.Records;

namespace SalesforceCC.Cmdlets.Commands;

/// <summary>Runs a SOQL query and streams its rows as typed objects.</summary>
/// <remarks>
/// <para>
/// This command gets all pages. The next page downloads while you process the rows of the current one, and memory use
/// does not grow with the number of rows. Select-Object -First and Ctrl+C end the download. Each page is one API
/// call.
/// </para>
/// <para>
/// If the org takes longer to send a page than you take to process it, more pages are requested at the same time, up to
/// -ThrottleLimit. The URLs of these pages are computed, and each page is used only if the page before it names its
/// URL. If the org names another URL, or rejects one, the remaining pages are requested one at a time. Rows always come
/// in the order of the query, and a query that you read to its end takes as many API calls as it has pages. With
/// -SaveApiCalls, it takes far fewer.
/// </para>
/// <para>
/// A row has one property for each field, in the order of the query. Values are text, bool, int (long if the number
/// is too large), decimal, DateTimeOffset for a date and time, DateTime for a date, TimeSpan for a time, another row
/// for a parent, or $null. A subquery is an array, also if it has no rows, and with -Raw. A row of Account has the type
/// name Salesforce.Account, so that you can define your own views for it.
/// </para>
/// <para>
/// Get-Member shows the type of a property if it is known: from the describe of the object, from a function such as
/// COUNT, or for fields that every object has, such as Id and CreatedDate. Other properties, parents, and children have
/// the type Object. A value that you set is converted to that type only if it can mean nothing else; if not, the error
/// names the field. You can also set properties in ConstrainedLanguage mode.
/// </para>
/// <para>
/// A row knows what you changed: HasChanges(), GetChangedFields(), GetOriginalValue(name), and AcceptChanges(). A
/// property that you add with Add-Member is a change. GetId() returns the ID, also if the query does not select it. A row
/// that was serialized, for example by Start-Job or Export-Clixml, no longer has these methods.
/// </para>
/// <para>
/// Each list of columns gets a .NET type of its own, up to 100 for an object and 1,000 in a process. Rows of further
/// lists have their columns as note properties, which is slower and uses more memory.
/// </para>
/// <para>
/// Whether a text is a date depends on the field's type in the org, not on how it looks. To find out, the object is
/// described. This is one more API call for each session, made only if rows contain such text in fields other than
/// CreatedDate and similar ones, and once more for a field that the description does not have. If it fails, a warning is
/// written, and dates and times in these rows are text.
/// </para>
/// <para>SELECT COUNT() returns the number. A query that is too long for a URL is sent in a composite request.</para>
/// <para>
/// If Salesforce rejects the query, the ID of the error is Salesforce's own code, such as MALFORMED_QUERY or
/// INVALID_FIELD. If a later page fails, the rows of earlier pages have already been returned.
/// </para>
/// </remarks>
/// <example>
///   <code>Invoke-SfQuery 'SELECT Id, Name, AnnualRevenue FROM Account LIMIT 5'</code>
///   <para>Gets rows as objects.</para>
/// </example>
/// <example>
///   <code>$soql = 'SELECT Id, Name FROM Contact
///     WHERE LastName = :name AND CreatedDate > :since'
/// $values = @{ name = "O'Hara"; since = (Get-Date).AddYears(-1) }
/// Invoke-SfQuery $soql -Parameters $values</code>
///   <para>Passes values as parameters. They are quoted and formatted for SOQL, in every culture.</para>
/// </example>
/// <example>
///   <code>$soql = 'SELECT Name, Owner.Name, (SELECT Id FROM Contacts) FROM Account'
/// Invoke-SfQuery $soql | Where-Object { $_.Contacts.Count -gt 2 }</code>
///   <para>Gets a parent as an object ($_.Owner.Name) and children as an array.</para>
/// </example>
/// <example>
///   <code>Invoke-SfQuery 'SELECT Id, Name, Amount, CloseDate FROM Opportunity' |
///     Export-Csv opportunities.csv</code>
///   <para>Exports any number of rows without using more memory.</para>
/// </example>
/// <example>
///   <code>$soql = 'SELECT Id, Owner.Name, Owner.Profile.Name FROM Account'
/// Invoke-SfQuery $soql -Flatten | Export-Csv accounts.csv</code>
///   <para>Exports fields of parents. The columns are Id, Owner.Name, and Owner.Profile.Name.</para>
/// </example>
/// <example>
///   <code>$soql = 'SELECT COUNT() FROM Account WHERE Industry IN :list'
/// Invoke-SfQuery $soql @{ list = 'Energy', 'Banking' }</code>
///   <para>Passes a list to IN. The result is a number.</para>
/// </example>
/// <example>
///   <code>Invoke-SfQuery 'SELECT Id, Email FROM Contact' -SaveApiCalls |
///     Export-Csv contacts.csv</code>
///   <para>Gets up to 50,000 rows with each API call after the first.</para>
/// </example>
/// <example>
///   <code>Invoke-SfQuery 'SELECT Name, Status FROM ApexClass' -Tooling</code>
///   <para>Queries metadata with the Tooling API.</para>
/// </example>
/// <seealso cref="InvokeSfRestCommand"/>
/// <seealso cref="ConnectSfClientCredentialsCommand"/>
[Cmdlet(VerbsLifecycle.Invoke, "SfQuery")]
[OutputType("SalesforceCC.SfRecord")]
public sealed class InvokeSfQueryCommand : SessionCmdlet
{
    private bool _wroteRows;

    /// <summary>
    /// Specifies the SOQL text, up to 100,000 characters. :name, outside quotes, is a placeholder for a value in
    /// -Parameters. Use single quotes around the text, so that PowerShell does not expand $.
    /// </summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(QueryCompleter))]
    public string Query { get; set; } = "";

    /// <summary>
    /// Specifies the values of the placeholders by name: text, numbers, Booleans, dates, $null or lists. IN, NOT IN,
    /// INCLUDES and EXCLUDES accept a list or a single value, but no empty list and no $null. A DateTime at midnight,
    /// such as [datetime]::Today, is a date or a datetime according to the type of the field, and a date if the type is
    /// not known. After LIKE, % and _ in the value are wildcards, and \% and \_ stand for the characters themselves. A
    /// placeholder without a value, or a value without a placeholder, is an INVALID_PARAMETER error, and nothing is
    /// sent.
    /// </summary>
    [Parameter(Position = 1)]
    public IDictionary? Parameters { get; set; }

    /// <summary>Also finds rows in the recycle bin and archived rows.</summary>
    [Parameter]
    public SwitchParameter IncludeDeleted { get; set; }

    /// <summary>Uses the Tooling API, which has the objects of the org's metadata, such as ApexClass.</summary>
    [Parameter]
    public SwitchParameter Tooling { get; set; }

    /// <summary>
    /// Specifies the number of rows in a page. Salesforce can choose another number. The default is Salesforce's own,
    /// 2,000.
    /// </summary>
    [Parameter]
    [ValidateRange(200, 2_000)]
    public int PageSize { get; set; }

    /// <summary>
    /// Specifies the maximum number of pages that are requested at the same time. Pages are requested ahead only while
    /// you process rows faster than they arrive. The default is 5. With 1, each page is requested only when the page
    /// before it has arrived. Use 1 if the org already has many long-running requests. Not used with -SaveApiCalls.
    /// </summary>
    [Parameter]
    [ValidateRange(1, 25)]
    public int ThrottleLimit { get; set; } = 5;

    /// <summary>
    /// Requests up to 25 pages in one composite batch, which counts as one API call: 52,000 rows take 2 calls. Salesforce
    /// responds when it has all of these pages, so the first rows of a batch can take longer to arrive. If that takes
    /// longer than the session allows, connect with a larger -TimeoutSec. Pages that a batch does not return are requested
    /// one at a time, and so are the pages of a query with a subquery.
    /// </summary>
    [Parameter]
    public SwitchParameter SaveApiCalls { get; set; }

    /// <summary>
    /// Returns rows without nested rows, for files. A field of a parent becomes a property with the name that it has in
    /// the query, such as Owner.Name, and is empty if there is no parent. Every row has the properties of the query, in
    /// its order. The rows of a subquery remain an array.
    /// </summary>
    [Parameter]
    public SwitchParameter Flatten { get; set; }

    /// <summary>
    /// Returns dates and times as the text that Salesforce sent. The object is not described, and the properties have no
    /// type of their own.
    /// </summary>
    [Parameter]
    public SwitchParameter Raw { get; set; }

    /// <inheritdoc/>
    protected override object? TargetOfErrors => Query;

    /// <inheritdoc/>
    protected override bool FailureEndsPipeline => _wroteRows;

    /// <inheritdoc/>
    protected override async Task ProcessAsync(SfSession session)
    {
        _wroteRows = false;
        QuerySettings settings = new()
        {
            IncludeDeleted = IncludeDeleted,
            Tooling = Tooling,
            PageSize = MyInvocation.BoundParameters.ContainsKey(nameof(PageSize)) ? PageSize : null,
            ThrottleLimit = ThrottleLimit,
            SaveApiCalls = SaveApiCalls,
            Raw = Raw,
        };
        string soql = await session.BindAsync(Query, Outside(() => PsValues.UnwrapTable(Parameters, "-Parameters")), settings, StopToken);
        bool isCount = SfQuery.IsCount(soql);
        FlatRows? flat = Flatten ? SfQuery.Flat(soql) : null;
        DescribeWarnings warnings = new(this);
        RowProgress progress = new(this, session.Clock);
        await foreach (RecordPage page in session.QueryPages(soql, settings, StopToken))
        {
            if (isCount)
                WriteObject(page.TotalSize is <= int.MaxValue and { } count ? (object)(int)count : page.TotalSize);
            WriteWarnings(page, warnings);
            _wroteRows |= page.Count > 0;
            WriteEach(flat is null ? page.Drain() : page.Drain().Select(flat.Of));
            progress.Add(page.Count, page.TotalSize);
        }
    }

    // The first thing of its page: rows before their warning would have been used already.
    private static void WriteWarnings(RecordPage page, DescribeWarnings warnings)
    {
        foreach (DescribeFailure failure in page.DescribeFailures)
            warnings.Write(failure);
    }
}
