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
/// number of rows. Select-Object -First and Ctrl+C end the download.
/// </para>
/// <para>
/// A row has one property per field, in the query's order: text, bool, int, decimal, DateTimeOffset for a date and time,
/// DateTime for a date, TimeSpan for a time, another row for a parent, an array of rows for a subquery, $null. What is a
/// date is decided by the field's type in the org, not by how its text looks; for that the object is described once a
/// session, and only if its rows hold such text. Its type name is Salesforce.Account for an Account, for views of your own.
/// </para>
/// <para>SELECT COUNT() writes the number.</para>
/// </remarks>
/// <example>
///   <code>Invoke-SfQuery 'SELECT Id, Name, AnnualRevenue FROM Account ORDER BY Name LIMIT 5'</code>
///   <para>Rows as objects.</para>
/// </example>
/// <example>
///   <code>Invoke-SfQuery 'SELECT Id, Name FROM Contact WHERE LastName = :name AND CreatedDate > :since' -Parameters @{ name = "O'Hara"; since = (Get-Date).AddYears(-1) }</code>
///   <para>Values are bound, never pasted into the text: quotes, dates and numbers are written as SOQL wants them, whatever the culture.</para>
/// </example>
/// <example>
///   <code>Invoke-SfQuery 'SELECT Name, Owner.Name, (SELECT LastName FROM Contacts) FROM Account' | Where-Object { $_.Contacts.Count -gt 2 }</code>
///   <para>A parent is an object, children are an array.</para>
/// </example>
/// <example>
///   <code>Invoke-SfQuery 'SELECT Id, Name, Amount, CloseDate FROM Opportunity' | Export-Csv opportunities.csv</code>
///   <para>As many rows as there are, in flat memory.</para>
/// </example>
[Cmdlet(VerbsLifecycle.Invoke, "SfQuery")]
[OutputType("SalesforceCC.SfRecord")]
public sealed class InvokeSfQueryCommand : SessionCmdlet
{
    /// <summary>The SOQL text, up to 100,000 characters. :name stands for a value in -Parameters.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [ValidateNotNullOrEmpty]
    public string Query { get; set; } = "";

    /// <summary>
    /// Values for the placeholders, by name: text, numbers, booleans, dates, $null, or a list for IN. A DateTime at
    /// midnight of no zone is a date, any other a moment. After LIKE, % and _ in the value are wildcards, and \% and \_
    /// are not. A placeholder without value is an error, and so is a value without placeholder.
    /// </summary>
    [Parameter(Position = 1)]
    public IDictionary? Parameters { get; set; }

    /// <summary>Deleted and archived rows too.</summary>
    [Parameter]
    public SwitchParameter IncludeDeleted { get; set; }

    /// <summary>Asks the Tooling API, for the org's metadata.</summary>
    [Parameter]
    public SwitchParameter Tooling { get; set; }

    /// <summary>Rows a request, 200 to 2,000; a hint that Salesforce need not follow. Without it, 2,000.</summary>
    [Parameter]
    [ValidateRange(200, 2_000)]
    public int PageSize { get; set; }

    /// <summary>Leaves dates and times the text that Salesforce sent; the object is never described.</summary>
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
                WriteObject(page.TotalSize is <= int.MaxValue and { } count ? (int)count : page.TotalSize);
            foreach (SfRecord record in page)
                WriteObject(record);
            progress.Add(page.Count, page.TotalSize);
        }

        progress.Complete();
    }
}
