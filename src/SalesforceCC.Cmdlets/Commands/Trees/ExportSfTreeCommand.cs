using System.Collections;
using System.Management.Automation;
using SalesforceCC.Cmdlets.Shell;
using SalesforceCC.Query;
using SalesforceCC.Trees;

namespace SalesforceCC.Cmdlets.Commands;

/// <summary>Exports related records to tree files and plans, which Import-SfTree and the Salesforce CLI import.</summary>
/// <remarks>
/// <para>
/// Runs one or more queries, usually with subqueries, and writes their records with reference IDs, such as AccountRef1. By
/// default, there is one file for each query, with child records inside their parents. With -Plan, there is one file for
/// each object, in which records refer to each other, and a plan that lists the files. The Salesforce CLI (data import tree)
/// imports more than 200 records, and references between records, only with a plan; Import-SfTree imports both.
/// </para>
/// <para>
/// A lookup becomes a reference if its record is in the export. Otherwise, it keeps the ID, which is valid only in the same
/// org. Fields without a value, the ID, and fields that cannot be set in new records are left out; -Verbose lists them. A
/// parent remains only as RecordType.Name, or if the query has a single field of it by which it can be found, such as an
/// external ID. A record that comes more than once is written once.
/// </para>
/// <para>
/// Files are written when all records have been received. Existing files are overwritten, unless you use -NoClobber. Each
/// object requires one describe call.
/// </para>
/// </remarks>
/// <example>
///   <code>$soql = 'SELECT Name, (SELECT LastName, Email FROM Contacts) FROM Account'
/// Export-SfTree $soql -OutputDirectory data</code>
///   <para>Writes accounts with their contacts to data/Account-Contact.json.</para>
/// </example>
/// <example>
///   <code>$accounts = 'SELECT Name, ParentId FROM Account'
/// $contacts = 'SELECT LastName, AccountId, ReportsToId FROM Contact'
/// Export-SfTree $accounts, $contacts -Plan -Prefix demo -OutputDirectory data
/// Import-SfTree -Plan data/demo-plan.json -WhatIf</code>
///   <para>
///   Writes two files and a plan, data/demo-plan.json. Contacts refer to their accounts, and records of the same object to
///   each other.
///   </para>
/// </example>
/// <seealso cref="ImportSfTreeCommand"/>
/// <seealso cref="InvokeSfQueryCommand"/>
[Cmdlet(VerbsData.Export, "SfTree", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low)]
[OutputType(typeof(SfTreeFile))]
public sealed class ExportSfTreeCommand : SessionCmdlet
{
    private readonly List<string> _queries = [];

    /// <summary>
    /// Specifies the SOQL texts. :name, outside quotes, is a placeholder for a value in -Parameters. Use single quotes around
    /// the text, so that PowerShell does not expand $.
    /// </summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(QueryCompleter))]
    public string[] Query { get; set; } = [];

    /// <summary>
    /// Specifies the folder for the files. It is created if it does not exist. The default is the current location. Files are
    /// named for their objects, as the Salesforce CLI names them: Account-Contact.json, or with -Plan Account.json,
    /// Contact.json and Account-Contact-plan.json; with several queries, the plan is plan.json.
    /// </summary>
    [Parameter(Position = 1)]
    [ValidateNotNullOrEmpty]
    [Alias("OutputDir")]
    public string? OutputDirectory { get; set; }

    /// <summary>Specifies the file for the records of a single query, without -Plan.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Path { get; set; }

    /// <summary>Specifies the values of the placeholders by name, as in Invoke-SfQuery, for all queries.</summary>
    [Parameter]
    public IDictionary? Parameters { get; set; }

    /// <summary>Writes one file for each object, and a plan.</summary>
    [Parameter]
    public SwitchParameter Plan { get; set; }

    /// <summary>Specifies text that the names of the files start with, followed by a hyphen.</summary>
    [Parameter]
    [ValidatePattern(@"^[^/\\:*?""<>|\x00-\x1F]+\z")]
    public string? Prefix { get; set; }

    /// <summary>Does not overwrite existing files.</summary>
    [Parameter]
    public SwitchParameter NoClobber { get; set; }

    /// <summary>Returns the files with the numbers of their records.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override object? TargetOfErrors => _queries.Count == 1 ? _queries[0] : _queries.ToArray();

    /// <inheritdoc/>
    protected override Task ProcessAsync(SfSession session)
    {
        _queries.AddRange(Query);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    protected override async Task EndAsync(SfSession session)
    {
        if (_queries.Count == 0)
            return;
        if (Path is not null && (Plan || OutputDirectory is not null || Prefix is not null || _queries.Count > 1))
        {
            WriteError(ErrorRecords.From(new SfException(
                SfErrorCodes.InvalidParameter, "-Path is the file for one query without a plan: use -OutputDirectory for several queries, -Plan and -Prefix."), Path));
            return;
        }

        await ExportAsync(session);
    }

    private async Task ExportAsync(SfSession session)
    {
        IDictionary? parameters = Outside(() => PsValues.UnwrapTable(Parameters, "-Parameters"));
        QueriedRecords records = new(session);
        List<IReadOnlyList<QueriedRecord>> queries = [];
        foreach (string query in _queries)
        {
            string soql = await session.BindAsync(query, parameters, new QuerySettings(), StopToken);
            queries.Add(await records.ReadAsync(soql, StopToken));
            if (queries[queries.Count - 1].Count == 0)
                WriteWarning($"The query returned no records: {query}");
        }

        TreeExport export = await TreeExport.OfAsync(session, records, StopToken);
        IReadOnlyList<TreeOutput> files = records.All.Count == 0 ? []
            : Plan ? TreeFiles.Plan(export, records, Prefix, _queries.Count == 1)
            : TreeFiles.Nested(export, queries, Prefix);
        foreach ((string text, bool isWarning) in export.Notes.All)
        {
            if (isWarning)
                WriteWarning(text);
            else
                WriteVerbose(text);
        }

        await WriteAsync([.. files.Select(f => (PathOf(f), f))]);
    }

    private string PathOf(TreeOutput file) => Outside(() => Path is not null
        ? FullPath.Of(SessionState, Path, "-Path")
        : System.IO.Path.Combine(FullPath.Of(SessionState, OutputDirectory ?? ".", "-OutputDirectory"), file.Name));

    private async Task WriteAsync((string Path, TreeOutput File)[] files)
    {
        if (NoClobber && files.FirstOrDefault(static f => File.Exists(f.Path)).Path is { } existing)
            throw Exists(existing);
        if (files.Length == 0 || !ShouldProcess(string.Join(", ", files.Select(static f => f.Path)), "Export records from Salesforce"))
            return;
        if (await TreeFiles.WriteAsync(files, NoClobber, StopToken) is { } taken)
            throw Exists(taken);
        if (PassThru)
            WriteEach(files.Select(static f => new SfTreeFile(f.Path, f.File.Type, f.File.Records)));

        static SfException Exists(string path) => new(SfErrorCodes.FileExists, $"The file '{path}' already exists, and -NoClobber was specified.");
    }
}
