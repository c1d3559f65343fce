using System.Management.Automation;
using SalesforceCC.Cmdlets.Shell;
using SalesforceCC.Trees;

namespace SalesforceCC.Cmdlets.Commands;

/// <summary>Creates related records from tree files and plans of the Salesforce CLI.</summary>
/// <remarks>
/// <para>
/// Reads the files that Export-SfTree and the Salesforce CLI (data export tree) write: records with a reference ID, which
/// have their child records inside, or refer to other records with @ and the reference ID. References work across all files
/// of a call, in any order: to records of the same object, from several lookups to one object, and from lookups to different
/// objects. In fields that are no lookups, only references of the form that the Salesforce CLI writes, such as @AccountRef1,
/// are replaced, and only if there is such a record. Other text, such as @home, stays text.
/// </para>
/// <para>
/// All files are read and checked first: references, reference IDs, objects, fields and record types. If anything is wrong,
/// each problem is an error, and nothing is sent. Then the records are created, each after the records that it refers to, in
/// requests of up to 200 records. If records refer to each other in a ring, lookups that can be empty are left empty at first
/// and set at the end. If there are no such lookups, the ring is an error, and nothing is sent.
/// </para>
/// <para>
/// A result is returned for each record, with its reference ID and its ID. A record that was not saved is also an error, and
/// so is each record that refers to it, which is not sent. With -IdMapPath, the IDs are written to a file as they arrive. Run
/// the command again with the same file to continue after errors or an interruption. If the connection breaks after records
/// were sent, the errors say that it is not known whether they were saved; check that before you run the command again.
/// </para>
/// <para>
/// -WhatIf returns the steps: how many records of which object are created in which order, and which lookups are set at the
/// end. Each object requires one describe call.
/// </para>
/// </remarks>
/// <example>
///   <code>@'
/// { "records": [ {
///   "attributes": { "type": "Account", "referenceId": "initech" },
///   "Name": "Initech",
///   "Contacts": { "records": [ {
///     "attributes": { "type": "Contact", "referenceId": "ada" },
///     "LastName": "Lovelace" } ] } } ] }
/// '@ | Set-Content initech.json
/// Import-SfTree initech.json</code>
///   <para>Creates an account with a contact.</para>
/// </example>
/// <example>
///   <code>$cases = 'SELECT Subject FROM Case LIMIT 5'
/// $tasks = 'SELECT Subject, WhatId FROM Task LIMIT 5'
/// Export-SfTree $cases, $tasks -Plan -OutputDirectory data
/// $import = @{ Plan = 'data/plan.json'; IdMapPath = 'ids.json' }
/// Import-SfTree @import -WhatIf
/// Import-SfTree @import | Where-Object -Not Success</code>
///   <para>
///   Shows the steps of an import, and then runs it: keeps the IDs in a file, and returns the records that failed.
///   </para>
/// </example>
/// <seealso cref="ExportSfTreeCommand"/>
/// <seealso cref="CopySfRecordCommand"/>
/// <seealso cref="NewSfRecordCommand"/>
[Cmdlet(VerbsData.Import, "SfTree", SupportsShouldProcess = true, DefaultParameterSetName = FileSet)]
[OutputType(typeof(SfTreeResult), typeof(SfTreeStep))]
public sealed class ImportSfTreeCommand : TreeImportCmdlet
{
    private const string FileSet = "Path";
    private const string LiteralSet = "LiteralPath";
    private const string PlanSet = "Plan";

    private readonly List<string> _paths = [];
    private bool _isRefused;

    /// <summary>Specifies the tree files. Wildcards are allowed. Records can refer to records in any of the files.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = FileSet)]
    [ValidateNotNullOrEmpty]
    public string[] Path { get; set; } = [];

    /// <summary>Specifies the tree files by their exact paths. Wildcard characters are taken literally.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = LiteralSet)]
    [ValidateNotNullOrEmpty]
    [Alias("PSPath")]
    public string[] LiteralPath { get; set; } = [];

    /// <summary>
    /// Specifies plans: files that list tree files with their objects, with paths from the folder of the plan. saveRefs and
    /// resolveRefs in plans have no effect.
    /// </summary>
    [Parameter(Mandatory = true, ParameterSetName = PlanSet)]
    [ValidateNotNullOrEmpty]
    public string[] Plan { get; set; } = [];

    private protected override string Action => "Import";

    private string[] DistinctPaths => [.. _paths.Distinct(StringComparer.Ordinal)];

    /// <inheritdoc/>
    protected override object? TargetOfErrors => DistinctPaths is [string path] ? path : DistinctPaths;

    /// <inheritdoc/>
    protected override Task ProcessAsync(SfSession session)
    {
        (string[] given, string name) = ParameterSetName switch
        {
            FileSet => (Path, "-Path"),
            LiteralSet => (LiteralPath, "-LiteralPath"),
            _ => (Plan, "-Plan"),
        };
        foreach (string path in given)
            Try(path, () => _paths.AddRange(Outside(() => (string[])(ParameterSetName == FileSet
                ? [.. InputPaths.Resolve(this, [path], name)]
                : [FullPath.Of(SessionState, path, name)]))));
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    protected override async Task EndAsync(SfSession session)
    {
        List<(TreeFile File, object?[] Records)> files = Read(DistinctPaths);
        if (!_isRefused)
            await ImportAsync(session, files);
    }

    private async Task ImportAsync(SfSession session, List<(TreeFile File, object?[] Records)> files)
    {
        IdMap map = OpenMap(session);
        TreeProblems problems = new();
        TreeBuilder builder = new(new TreeSchema(session), problems);
        foreach ((TreeFile file, object?[] records) in files)
            await builder.AddAsync(file, records, StopToken);
        builder.Resolve(map);
        if (!WriteProblems(problems))
            await SaveAsync(session, builder.Records, map, OrgLabel.Of(session));
    }

    private List<(TreeFile File, object?[] Records)> Read(string[] paths)
    {
        List<string> notes = [];
        List<TreeFile> files = [];
        foreach (string path in paths)
            Try(path, () => files.AddRange(ParameterSetName == PlanSet ? TreeFile.OfPlan(path, notes) : [new TreeFile(path)]));
        foreach (string note in notes)
            WriteVerbose(note);
        List<(TreeFile, object?[])> read = [];
        foreach (TreeFile file in files)
            Try(file.Path, () => read.Add((file, file.ReadRecords())));
        return read;
    }

    // What is wrong with one file is said of that; the others are looked at, too, but nothing is sent.
    private void Try(string path, Action work)
    {
        try
        {
            work();
        }
        catch (SfException e)
        {
            _isRefused = true;
            WriteError(ErrorRecords.From(e, path));
        }
    }
}
