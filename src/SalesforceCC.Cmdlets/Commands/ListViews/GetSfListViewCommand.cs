using System.Management.Automation;
using SalesforceCC.Cmdlets.Shell;
using SalesforceCC.ListViews;

namespace SalesforceCC.Cmdlets.Commands;

/// <summary>Gets the list views of an object, or of all objects.</summary>
/// <remarks>
/// <para>
/// A list view is a filter with columns and an order that somebody has saved in Salesforce. To get its records, pipe it to
/// Invoke-SfListView. This command uses one API call; it returns the views that the run-as user can see.
/// </para>
/// </remarks>
/// <example>
///   <code>Get-SfListView Account</code>
///   <para>Gets the list views of accounts.</para>
/// </example>
/// <example>
///   <code>Get-SfListView Contact All* | Invoke-SfListView | Export-Csv contacts.csv</code>
///   <para>Exports the records of list views.</para>
/// </example>
/// <example>
///   <code>Get-SfListView | Group-Object Type -NoElement</code>
///   <para>Counts the list views of each object.</para>
/// </example>
/// <seealso cref="InvokeSfListViewCommand"/>
[Cmdlet(VerbsCommon.Get, "SfListView")]
[OutputType(typeof(SfListView))]
public sealed class GetSfListViewCommand : SessionCmdlet
{
    /// <summary>Specifies the API name of the object, such as Account. The default is all objects.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [ValidateNotNullOrEmpty]
    [ValidatePattern(@"^[A-Za-z][A-Za-z0-9_]*\z")]
    [ArgumentCompleter(typeof(ObjectCompleter))]
    public string? Type { get; set; }

    /// <summary>
    /// Specifies names of list views: labels, API names (DeveloperName) or IDs. Wildcards are permitted. The default is all.
    /// </summary>
    [Parameter(Position = 1)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Name { get; set; } = ["*"];

    /// <inheritdoc/>
    protected override object? TargetOfErrors => Type;

    /// <inheritdoc/>
    protected override async Task ProcessAsync(SfSession session)
    {
        IReadOnlyList<SfListView> all = await new ListViewClient(session).ListAsync(Type, StopToken);
        HashSet<SfListView> written = [];
        foreach (string name in Name)
        {
            WildcardPattern pattern = new(name, WildcardOptions.IgnoreCase);
            string id = SfId.To18(name);
            SfListView[] found = [.. all.Where(v => v.Id == id || pattern.IsMatch(v.Label) || pattern.IsMatch(v.DeveloperName))];
            if (found.Length == 0 && !WildcardPattern.ContainsWildcardCharacters(name))
                WriteError(ErrorRecords.From(new SfException("NOT_FOUND", $"{Type ?? "The org"} has no list view '{name}'."), name));
            WriteEach(found.Where(written.Add));
        }
    }
}
