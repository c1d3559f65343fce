using System.Management.Automation;
using SalesforceCC.Cmdlets.Shell;
using SalesforceCC.ListViews;
using SalesforceCC.Query;
using SalesforceCC.Records;

namespace SalesforceCC.Cmdlets.Commands;

/// <summary>Gets the records of a list view.</summary>
/// <remarks>
/// <para>
/// The query of the list view is run as Invoke-SfQuery runs it: you get all records, with the columns of the view and in
/// its order, as typed objects. Some columns are always there, such as Id.
/// </para>
/// <para>
/// List views such as Recently Viewed have no query. Their records are read as Salesforce shows them, up to 4,000; if there
/// are more, a warning is written.
/// </para>
/// </remarks>
/// <example>
///   <code>Invoke-SfListView Account 'All Accounts' | Export-Csv accounts.csv</code>
///   <para>Exports a list view.</para>
/// </example>
/// <example>
///   <code>Invoke-SfListView Contact AllContacts -Flatten | Select-Object -First 5</code>
///   <para>Gets the first records of a list view by its API name, with fields of parents as columns.</para>
/// </example>
/// <example>
///   <code>Get-SfListView Lead My* | Invoke-SfListView</code>
///   <para>Gets the records of list views that were found.</para>
/// </example>
/// <seealso cref="GetSfListViewCommand"/>
/// <seealso cref="InvokeSfQueryCommand"/>
[Cmdlet(VerbsLifecycle.Invoke, "SfListView", DefaultParameterSetName = ByName)]
[OutputType("SalesforceCC.SfRecord")]
public sealed class InvokeSfListViewCommand : SessionCmdlet
{
    private const string ByName = "Name";
    private const string ByObject = "InputObject";

    private bool _wroteRows;

    /// <summary>Specifies the API name of the object, such as Account.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ByName)]
    [ValidatePattern(@"^[A-Za-z][A-Za-z0-9_]*\z")]
    [ArgumentCompleter(typeof(ObjectCompleter))]
    public string Type { get; set; } = "";

    /// <summary>Specifies the list view: its label, its API name (DeveloperName) or its ID.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipeline = true, ParameterSetName = ByName)]
    [ValidateNotNullOrEmpty]
    public string Name { get; set; } = "";

    /// <summary>Specifies a list view from Get-SfListView.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = ByObject)]
    public SfListView? InputObject { get; set; }

    /// <summary>
    /// Returns records without nested records, for files. A field of a parent becomes a property such as Owner.Alias.
    /// </summary>
    [Parameter]
    public SwitchParameter Flatten { get; set; }

    /// <summary>
    /// Specifies the maximum number of pages that are requested at the same time. See Invoke-SfQuery. The default is 5.
    /// </summary>
    [Parameter]
    [ValidateRange(1, 25)]
    public int ThrottleLimit { get; set; } = 5;

    /// <inheritdoc/>
    protected override object? TargetOfErrors => InputObject is { } view && ParameterSetName == ByObject ? view : Name;

    /// <inheritdoc/>
    protected override bool FailureEndsPipeline => _wroteRows;

    /// <inheritdoc/>
    protected override async Task ProcessAsync(SfSession session)
    {
        _wroteRows = false;
        ListViewClient client = new(session);
        SfListView view = ParameterSetName == ByObject ? InputObject! : await client.FindAsync(Type, Name, StopToken);
        DescribeWarnings warnings = new(this);
        RowProgress progress = new(this, session.Clock, "Salesforce list view");
        if (await client.QueryOfAsync(view, StopToken) is not { } soql)
            WriteVerbose($"The list view {view} has no query.");
        else if (await TryQueryAsync(session, soql, warnings, progress))
            return;
        ListViewRows rows = new(session, view);
        FlatRows? flat = null;
        await foreach (RecordPage page in rows.ReadAsync(StopToken))
            Write(page, Flatten ? flat ??= new FlatRows(rows.Selection) : null, warnings, progress);
        if (rows.IsCut)
            WriteWarning($"The list view {view} has more records than Salesforce returns for views that have no query.");
    }

    private async Task<bool> TryQueryAsync(SfSession session, string soql, DescribeWarnings warnings, RowProgress progress)
    {
        WriteVerbose(soql);
        FlatRows? flat = Flatten ? SfQuery.Flat(soql) : null;
        try
        {
            await foreach (RecordPage page in session.QueryPages(soql, new QuerySettings { ThrottleLimit = ThrottleLimit }, StopToken))
                Write(page, flat, warnings, progress);
            return true;
        }
        catch (SfException e) when (!_wroteRows && e.Code is "MALFORMED_QUERY" or "INVALID_QUERY_FILTER_OPERATOR" or "INVALID_QUERY_SCOPE")
        {
            WriteVerbose($"The query of the list view is refused, so its results are read. {e.Code}: {e.Message}");
            return false;
        }
    }

    private void Write(RecordPage page, FlatRows? flat, DescribeWarnings warnings, RowProgress progress)
    {
        foreach (DescribeFailure failure in page.DescribeFailures)
            warnings.Write(failure);
        _wroteRows |= page.Count > 0;
        WriteEach(flat is null ? page.Drain() : page.Drain().Select(flat.Of));
        progress.Add(page.Count, page.TotalSize);
    }
}
