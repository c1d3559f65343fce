using System.Management.Automation;
using SalesforceCC.Apex;
using SalesforceCC.Cmdlets.Shell;

namespace SalesforceCC.Cmdlets.Commands;

/// <summary>Runs anonymous Apex.</summary>
/// <remarks>
/// <para>
/// The script is compiled and run in the org with the rights of the session's user, in one transaction and with one API
/// call. It can change records: -WhatIf and -Confirm apply.
/// </para>
/// <para>
/// The result says whether the script was compiled and ran to its end. If it was not, there is also an error:
/// APEX_NOT_COMPILED with the line and column, or APEX_EXCEPTION with the exception and the line. The message shows the
/// line of the script itself. If an exception ends the script, Salesforce rolls back all that it changed.
/// </para>
/// <para>
/// With -Log, Log contains what System.debug wrote, as objects, and LogText the whole debug log. This needs no trace flag
/// and no second call.
/// </para>
/// <para>
/// Salesforce accepts 32,000 characters. The REST API takes the script in its URL. Longer scripts, and calls with -Log, use
/// the SOAP API. If the app issues tokens in JWT format, the SOAP API accepts them from version 68.0. A call whose response
/// was lost is not repeated, because the script may have run.
/// </para>
/// </remarks>
/// <example>
///   <code>(Invoke-SfApex "System.debug('Hello');" -Log).Log</code>
///   <para>Runs a line of Apex and shows what it wrote. Use double quotes around Apex, because Apex has single ones.</para>
/// </example>
/// <example>
///   <code>$apex = @'
/// List&lt;Account&gt; accounts = [SELECT Id, Name FROM Account LIMIT 5];
/// for (Account a : accounts) System.debug(a.Name);
/// '@
/// (Invoke-SfApex $apex -Log).Log.Text</code>
///   <para>Runs several lines, and gets the texts of the messages.</para>
/// </example>
/// <example>
///   <code>Set-Content ./cleanup.apex "System.debug('cleaning');"
/// Get-ChildItem ./*.apex | Invoke-SfApex -ErrorAction Stop</code>
///   <para>Runs the scripts of a folder, one after the other, and stops at the first that fails.</para>
/// </example>
/// <seealso cref="InvokeSfRestCommand"/>
/// <seealso cref="InvokeSfQueryCommand"/>
[Cmdlet(VerbsLifecycle.Invoke, "SfApex", DefaultParameterSetName = ScriptSet, SupportsShouldProcess = true)]
[OutputType(typeof(SfApexResult))]
public sealed class InvokeSfApexCommand : SessionCmdlet
{
    private const string ScriptSet = "Script";
    private const string PathSet = "Path";

    private readonly PipedLines _lines = new();

    /// <summary>
    /// Specifies the scripts: text, or files as Get-ChildItem returns them. Lines that Get-Content returns one by one are put
    /// together again, file by file.
    /// </summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = ScriptSet)]
    [Alias("InputObject")]
    public PSObject[] Script { get; set; } = [];

    /// <summary>Specifies files with Apex, in UTF-8. Wildcards are not expanded: use Get-ChildItem.</summary>
    [Parameter(Mandatory = true, ParameterSetName = PathSet)]
    [Alias("LiteralPath", "FullName")]
    [ValidateNotNullOrEmpty]
    public string[] Path { get; set; } = [];

    /// <summary>Also returns what System.debug writes.</summary>
    [Parameter]
    public SwitchParameter Log { get; set; }

    /// <summary>
    /// Specifies which messages of System.debug the log contains: those of this level and of the more important ones. The
    /// default is Debug. -LogLevel includes -Log.
    /// </summary>
    [Parameter]
    [ValidateSet("Error", "Warn", "Info", "Debug", "Fine", "Finer", "Finest", IgnoreCase = true)]
    public string? LogLevel { get; set; }

    /// <inheritdoc/>
    protected override async Task ProcessAsync(SfSession session)
    {
        foreach (string path in Path)
            await RunFileAsync(session, FullPath.Of(SessionState, path, "-Path"));
        foreach (PSObject? input in Script)
        {
            if (input is not null)
                await RunAsync(session, input);
        }
    }

    /// <inheritdoc/>
    protected override Task EndAsync(SfSession session) => RunLinesAsync(session);

    private async Task RunAsync(SfSession session, PSObject input)
    {
        string? text = input.BaseObject as string;
        if (text is not null && _lines.TryAdd(input, text))
            return;
        await RunLinesAsync(session);
        if (input.BaseObject is FileInfo file)
            await RunFileAsync(session, file.FullName);
        else if (text is null)
            WriteError(ErrorRecords.From(new SfException(SfErrorCodes.InvalidParameter, $"-Script accepts text and files, and not {input.BaseObject.GetType().Name}."), input));
        else if (!_lines.TryAdd(input, text))
            await RunAsync(session, () => Task.FromResult(text), text, "anonymous Apex");
    }

    private Task RunLinesAsync(SfSession session)
    {
        if (!_lines.Any)
            return Task.CompletedTask;
        string text = _lines.Take();
        return RunAsync(session, () => Task.FromResult(text), text, "anonymous Apex");
    }

    private Task RunFileAsync(SfSession session, string path) =>
        RunAsync(session, () => ApexFile.ReadAsync(path, StopToken), path, System.IO.Path.GetFileName(path));

    private async Task RunAsync(SfSession session, Func<Task<string>> text, object target, string label)
    {
        try
        {
            ApexScript script = new(await text());
            if (!ShouldProcess($"{label} in {OrgLabel.Of(session)}", "Run"))
                return;
            string? level = Log || LogLevel is not null ? (LogLevel ?? "Debug").ToUpperInvariant() : null;
            SfApexResult result = await ApexRunner.RunAsync(session, script, level, StopToken);
            WriteObject(result);
            if (ApexFailure.Of(result) is { } failure)
                WriteError(ErrorRecords.From(failure, target));
        }
        catch (SfException e)
        {
            WriteError(ErrorRecords.From(e, target));
        }
    }
}
