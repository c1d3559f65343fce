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
/// All pages are fetched; the next one downloads while the rows of this one are used, and memory does not grow with the
/// number of rows. Select-Object -First and Ctrl+C end the download. A page is one API call.
/// </para>
/// <para>
/// A row has one property per field, in the query's order. Its values are text, bool, int (long where that is too
/// small), decimal, DateTimeOffset for a date and time, DateTime for a date, TimeSpan for a time, another row for a
/// parent, an array of rows for a subquery, or $null. A row of Account has the type name Salesforce.Account, for views
/// of your own.
/// </para>
/// <para>
/// What is a date is decided by the field's type in the org, not by how its text looks. For that the object is
/// described, which is one more API call a session, and only if its rows hold such text in other fields than
/// CreatedDate and the like.
/// </para>
/// <para>
/// SELECT COUNT() writes the number. A query longer than a URL may be is sent in a composite request.
/// </para>
/// <para>
/// A refused query is a terminating error whose id is Salesforce's code, such as MALFORMED_QUERY or INVALID_FIELD. If a
/// later page fails, rows of earlier pages have been written.
/// </para>
/// </remarks>
/// <example>
///   <code>Invoke-SfQuery 'SELECT Id, Name, AnnualRevenue FROM Account LIMIT 5'</code>
///   <para>Rows as objects.</para>
/// </example>
/// <example>
///   <code>$soql = 'SELECT Id, Name FROM Contact
///     WHERE LastName = :name AND CreatedDate > :since'
/// $values = @{ name = "O'Hara"; since = (Get-Date).AddYears(-1) }
/// Invoke-SfQuery $soql -Parameters $values</code>
///   <para>
///   Values are bound, never pasted into the text: quotes, dates and numbers are written as SOQL wants them, whatever
///   the culture.
///   </para>
/// </example>
/// <example>
///   <code>$soql = 'SELECT Name, Owner.Name, (SELECT Id FROM Contacts) FROM Account'
/// Invoke-SfQuery $soql | Where-Object { $_.Contacts.Count -gt 2 }</code>
///   <para>A parent is an object ($_.Owner.Name), children are an array.</para>
/// </example>
/// <example>
///   <code>Invoke-SfQuery 'SELECT Id, Name, Amount, CloseDate FROM Opportunity' |
///     Export-Csv opportunities.csv</code>
///   <para>As many rows as there are, in flat memory.</para>
/// </example>
/// <example>
///   <code>$soql = 'SELECT COUNT() FROM Account WHERE Industry IN :list'
/// Invoke-SfQuery $soql @{ list = 'Energy', 'Banking' }</code>
///   <para>A list is bound to IN. The result is a number.</para>
/// </example>
/// <example>
///   <code>Invoke-SfQuery 'SELECT Name, Status FROM ApexClass' -Tooling</code>
///   <para>Asks the Tooling API for metadata.</para>
/// </example>
/// <seealso cref="InvokeSfRestCommand"/>
/// <seealso cref="ConnectSfClientCredentialsCommand"/>
[Cmdlet(VerbsLifecycle.Invoke, "SfQuery")]
[OutputType("SalesforceCC.SfRecord")]
public sealed class InvokeSfQueryCommand : SessionCmdlet
{
    /// <summary>
    /// The SOQL text; Salesforce takes up to 100,000 characters. :name, outside quotes, stands for a value in
    /// -Parameters. Write it in single quotes, so that PowerShell leaves $ alone.
    /// </summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [ValidateNotNullOrEmpty]
    public string Query { get; set; } = "";

    /// <summary>
    /// Values for the placeholders, by name: text, numbers, booleans, dates, $null, or a list for IN, which must not be
    /// empty. A DateTime at midnight whose Kind is Unspecified, such as [datetime]'2026-07-01', is a date; any other is
    /// a moment. After LIKE, % and _ in the value are wildcards; \% and \_ stand for the characters themselves. A
    /// placeholder without value is an INVALID_PARAMETER error before anything is sent, and so is a value without
    /// placeholder.
    /// </summary>
    [Parameter(Position = 1)]
    public IDictionary? Parameters { get; set; }

    /// <summary>Finds rows in the recycle bin and archived rows too.</summary>
    [Parameter]
    public SwitchParameter IncludeDeleted { get; set; }

    /// <summary>Asks the Tooling API, which knows the objects of the org's metadata, such as ApexClass.</summary>
    [Parameter]
    public SwitchParameter Tooling { get; set; }

    /// <summary>Rows in a page. A hint, which Salesforce need not follow. Without it, Salesforce's own 2,000.</summary>
    [Parameter]
    [ValidateRange(200, 2_000)]
    public int PageSize { get; set; }

    /// <summary>Leaves dates and times the text that Salesforce sent. The object is never described.</summary>
    [Parameter]
    public SwitchParameter Raw { get; set; }

    /// <inheritdoc/>
    protected override object? TargetOfErrors => Query;

    /// <inheritdoc/>
    protected override async Task ProcessAsync(SfSession session)
    {
        string soql = Soql.Bind(Query, PsValues.UnwrapTable(Parameters));
        QuerySettings settings = new()
        {
            IncludeDeleted = IncludeDeleted,
            Tooling = Tooling,
            PageSize = MyInvocation.BoundParameters.ContainsKey(nameof(PageSize)) ? PageSize : null,
            Raw = Raw,
        };
        bool isCount = SfQuery.IsCount(soql);
        RowProgress progress = new(this, session.Clock);
        await foreach (RecordPage page in session.QueryPages(soql, settings, StopToken))
        {
            if (isCount)
                WriteObject(page.TotalSize is <= int.MaxValue and { } count ? (object)(int)count : page.TotalSize);
            foreach (SfRecord record in page)
                WriteObject(record);
            progress.Add(page.Count, page.TotalSize);
        }

        progress.Complete();
    }
}
