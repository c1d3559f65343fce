using System.Management.Automation;
using SalesforceCC.Apex.Logs;
using SalesforceCC.Cmdlets.Shell;

namespace SalesforceCC.Cmdlets.Commands;

/// <summary>Gets Apex debug logs.</summary>
/// <remarks>
/// <para>
/// Salesforce keeps a debug log of a user's requests while a trace flag of the user lasts: see Set-SfTraceFlag. Most logs are
/// deleted after 24 hours. To get the log of a script of your own, use Invoke-SfApex -Log, which needs no trace flag.
/// </para>
/// <para>
/// Without -Id, this command lists the debug logs, the newest first. With -Id, it returns what is known of one, its text line by
/// line (-Body), what System.debug wrote as objects (-DebugOnly), or saves its text to a file.
/// </para>
/// <para>
/// With -Tail, it returns debug logs as they come, until you stop it with Ctrl+C or the pipeline ends. Each question is one API
/// call. A log comes when its request is over, and each one comes once.
/// </para>
/// </remarks>
/// <example>
///   <code>Get-SfApexLog | Where-Object Status -ne Success</code>
///   <para>Lists the debug logs of requests that failed.</para>
/// </example>
/// <example>
///   <code>Get-SfApexLog | Select-Object -First 1 | Get-SfApexLog -Body |
///     Select-String EXCEPTION_THROWN</code>
///   <para>Searches the newest debug log.</para>
/// </example>
/// <example>
///   <code>Get-SfApexLog -After (Get-Date).AddHours(-1) |
///     Get-SfApexLog -Destination logs</code>
///   <para>Saves the debug logs of the last hour as files, each named by its ID.</para>
/// </example>
/// <example>
///   <code>Set-SfTraceFlag -Minutes 30
/// Get-SfApexLog -Tail -DebugOnly |
///     Select-Object -First 10 -ExpandProperty Text</code>
///   <para>Shows the next ten messages of System.debug.</para>
/// </example>
/// <seealso cref="SetSfTraceFlagCommand"/>
/// <seealso cref="InvokeSfApexCommand"/>
[Cmdlet(VerbsCommon.Get, "SfApexLog", DefaultParameterSetName = ListSet)]
[OutputType(typeof(SfApexLog), typeof(string), typeof(SfApexLogEntry), typeof(FileInfo))]
public sealed class GetSfApexLogCommand : SessionCmdlet
{
    private const string ListSet = "List";
    private const string IdSet = "Id";
    private const string TailSet = "Tail";
    private const string FileSet = "OutFile";
    private const string FolderSet = "Destination";
    private const string Prefix = "07L";

    private ApexLogApi? _api;
    private string? _path;
    private bool _saved;

    /// <summary>Specifies the debug logs: IDs, or objects with a LogId or Id.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = IdSet)]
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = FileSet)]
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = FolderSet)]
    [Alias("InputObject")]
    public PSObject[] Id { get; set; } = [];

    /// <summary>Returns debug logs as they come, until you stop the command.</summary>
    [Parameter(Mandatory = true, ParameterSetName = TailSet)]
    public SwitchParameter Tail { get; set; }

    /// <summary>Returns only the debug logs of one user: an ID or a username. The default is all that the session's user can see.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [Parameter(ParameterSetName = TailSet)]
    [ValidateNotNullOrEmpty]
    public string? User { get; set; }

    /// <summary>Returns only the debug logs of requests that began at this time or later.</summary>
    [Parameter(ParameterSetName = ListSet)]
    public DateTimeOffset? After { get; set; }

    /// <summary>Specifies the time between two questions for new debug logs, in seconds. The default is 3.</summary>
    [Parameter(ParameterSetName = TailSet)]
    [ValidateRange(1, 3600)]
    public int PollingIntervalSec { get; set; } = 3;

    /// <summary>Returns the text of the debug log, line by line.</summary>
    [Parameter(ParameterSetName = IdSet)]
    [Parameter(ParameterSetName = TailSet)]
    public SwitchParameter Body { get; set; }

    /// <summary>Returns what System.debug wrote, as objects, instead of the whole text.</summary>
    [Parameter(ParameterSetName = IdSet)]
    [Parameter(ParameterSetName = TailSet)]
    public SwitchParameter DebugOnly { get; set; }

    /// <summary>Specifies the file that the text of the debug log is saved to. It replaces an existing file.</summary>
    [Parameter(Mandatory = true, ParameterSetName = FileSet)]
    [ValidateNotNullOrEmpty]
    public string? OutFile { get; set; }

    /// <summary>
    /// Specifies the folder that debug logs are saved to, which is created if it doesn't exist. Each is a file with its ID as name
    /// and the extension .log.
    /// </summary>
    [Parameter(Mandatory = true, ParameterSetName = FolderSet)]
    [ValidateNotNullOrEmpty]
    public string? Destination { get; set; }

    /// <inheritdoc/>
    protected override Task BeginAsync(SfSession session)
    {
        _api = new ApexLogApi(session);
        if (OutFile is not null)
            FilePlace.Require(_path = FullPath.Of(SessionState, OutFile, "-OutFile"));
        if (Destination is not null)
            _path = FullPath.Of(SessionState, Destination, "-Destination");
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    protected override async Task ProcessAsync(SfSession session)
    {
        if (ParameterSetName is ListSet or TailSet)
        {
            string? user = User is null ? null : await new TraceFlagApi(session).UserAsync(User, StopToken);
            await (ParameterSetName == TailSet ? TailAsync(session, user) : ListAsync(user));
            return;
        }

        foreach (PSObject input in Id)
            await ForAsync(input, async () => await GetAsync(Outside(() => NamedId.Of(input, Prefix, "debug log", "LogId"))));
    }

    private async Task ListAsync(string? user) => WriteEach(await _api!.ListAsync(user, After, StopToken));

    private async Task TailAsync(SfSession session, string? user)
    {
        ApexLogTail tail = new(_api!, session.Clock);
        await foreach (SfApexLog log in tail.ReadAsync(user, TimeSpan.FromSeconds(PollingIntervalSec), StopToken))
        {
            if (Body || DebugOnly)
                await ForAsync(log, () => WriteTextAsync(log.Id));
            else
                WriteObject(log);
        }
    }

    // What is wrong with one log is that one's error: it may have been deleted since.
    private async Task ForAsync(object target, Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (SfException e)
        {
            WriteError(ErrorRecords.From(e, target));
        }
    }

    private async Task GetAsync(string id)
    {
        if (ParameterSetName is FileSet or FolderSet)
            await SaveAsync(id);
        else if (Body || DebugOnly)
            await WriteTextAsync(id);
        else
            WriteObject(await _api!.GetAsync(id, StopToken));
    }

    private async Task SaveAsync(string id)
    {
        if (_saved && ParameterSetName == FileSet)
            throw new SfException(SfErrorCodes.InvalidParameter, "-OutFile takes one debug log. For several, use -Destination.");
        string path = ParameterSetName == FileSet ? _path! : Path.Combine(_path!, id + ".log");
        if (ParameterSetName == FolderSet)
            Disk.Run(_path!, () => Directory.CreateDirectory(_path!));
        await _api!.SaveAsync(id, path, StopToken);
        _saved = true;
        WriteObject(Outside(() => SavedFile.Of(InvokeProvider, path)));
    }

    private async Task WriteTextAsync(string id)
    {
        string text = await _api!.TextAsync(id, StopToken);
        if (DebugOnly)
            WriteEach(ApexLogReader.Entries(text));
        else
            WriteEach((text.EndsWith("\n", StringComparison.Ordinal) ? text.Substring(0, text.Length - 1) : text).Split('\n'));
    }
}
