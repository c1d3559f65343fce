using System.Management.Automation;
using SalesforceCC.Cmdlets.Shell;
using SalesforceCC.Files;

namespace SalesforceCC.Cmdlets.Commands;

/// <summary>Downloads files from Salesforce.</summary>
/// <remarks>
/// <para>
/// Takes rows of Invoke-SfQuery, IDs, and results of Send-SfFile. Of a file (ContentDocument), the newest version is saved;
/// of a version (ContentVersion), attachment or document, that one. A row of another object is saved if it shows the path of
/// a blob, such as Body of StaticResource or LogFile of EventLogFile.
/// </para>
/// <para>
/// Names are those in Salesforce, changed so that every system accepts them: characters that are not allowed become _, what
/// cannot be seen is left out, and long names are shortened. Files with the same name are numbered: report.pdf, report (2).pdf.
/// A file that exists is never overwritten unless you use -Force. To find out which file is which, use -PassThru.
/// </para>
/// <para>
/// Several files are downloaded at the same time, and written as they arrive, so that memory use does not grow with their
/// size. A file appears only when it is complete and as long as Salesforce says. If the connection breaks, the download
/// continues where it stopped, if the server allows this, and otherwise starts again. Names are read with one API call for
/// 200 files; each download is one API call.
/// </para>
/// <para>
/// A file that is given several times, for example because several records share it, is saved once. If a file can't be
/// saved, there is an error with your input as its TargetObject, and the others are saved.
/// </para>
/// </remarks>
/// <example>
///   <code>Invoke-SfQuery 'SELECT Id FROM ContentDocument' | Save-SfFile backup/</code>
///   <para>Saves the newest version of every file that the user can see, to a folder, which is created.</para>
/// </example>
/// <example>
///   <code>$id = (Invoke-SfQuery 'SELECT Id FROM Account LIMIT 1').Id
/// $soql = 'SELECT ContentDocumentId FROM ContentDocumentLink
///     WHERE LinkedEntityId = :id'
/// Invoke-SfQuery $soql @{ id = $id } | Save-SfFile account/</code>
///   <para>Saves the files of an account.</para>
/// </example>
/// <example>
///   <code>$file = Invoke-SfQuery 'SELECT Id FROM ContentVersion LIMIT 1'
/// Save-SfFile -Id $file.Id report.txt -Force -PassThru</code>
///   <para>Saves a version of a file with another name, and gets the file.</para>
/// </example>
/// <example>
///   <code>Invoke-SfQuery 'SELECT Id FROM ContentDocument' |
///     Save-SfFile index/ -PassThru |
///     Select-Object Id, ContentDocumentId, Name, Length |
///     Export-Csv index.csv</code>
///   <para>Saves files, and writes a list of them.</para>
/// </example>
/// <seealso cref="SendSfFileCommand"/>
/// <seealso cref="InvokeSfQueryCommand"/>
[Cmdlet(VerbsData.Save, "SfFile", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low)]
[OutputType(typeof(FileInfo))]
public sealed class SaveSfFileCommand : SessionCmdlet
{
    private readonly List<FileRequest> _pending = [];
    private readonly HashSet<string> _saved = new(StringComparer.Ordinal);
    private SaveTarget? _target;
    private ByteProgress? _progress;
    private FileLookup? _lookup;
    private FileSaver? _saver;
    private TaskWindow<PSObject>? _window;

    /// <summary>
    /// Specifies the files: rows of a query, IDs of 15 or 18 characters, objects with a property Id or ContentDocumentId, or
    /// the path of a blob as a query shows it, such as VersionData.
    /// </summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [Alias("Id")]
    public PSObject[] InputObject { get; set; } = [];

    /// <summary>
    /// Specifies the folder, which is created if it doesn't exist. If the path has an extension, does not end with a slash, and is
    /// not a folder, it is the name for one file. The default is the current location.
    /// </summary>
    [Parameter(Position = 0)]
    [ValidateNotNullOrEmpty]
    public string Destination { get; set; } = ".";

    /// <summary>
    /// Replaces files that exist. Files of the same run still do not replace each other. Without -Force, a file in a folder gets
    /// a number, and with a name for one file, there is an error.
    /// </summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>
    /// Returns the saved files (FileInfo), in the order of the input. Each has the properties Id and ContentDocumentId, which
    /// tell which file in Salesforce it is.
    /// </summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>Specifies how many files are downloaded at the same time. The default is 5.</summary>
    [Parameter]
    [ValidateRange(1, 25)]
    public int ThrottleLimit { get; set; } = 5;

    // What concerns one file is told of that file.
    /// <inheritdoc/>
    protected override bool FailureEndsPipeline => true;

    /// <inheritdoc/>
    protected override object? TargetOfErrors => _target is null ? Destination : base.TargetOfErrors;

    /// <inheritdoc/>
    protected override Task BeginAsync(SfSession session)
    {
        _target = Outside(() => SaveTarget.Of(SessionState, Destination, Force));
        _progress = new ByteProgress(this, session.Clock, "Saving files from Salesforce");
        _lookup = new FileLookup(session);
        _saver = new FileSaver(session);
        _window = new TaskWindow<PSObject>(this, ThrottleLimit, Write);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    protected override async Task ProcessAsync(SfSession session)
    {
        foreach (PSObject? input in InputObject)
        {
            if (input is null)
                continue;
            try
            {
                _pending.Add(Outside(() => FileInput.Read(input, session)));
            }
            catch (SfException e)
            {
                WriteError(ErrorRecords.From(e, input));
            }

            if (_pending.Count == FileLookup.MaxIds)
                await SaveAsync();
        }
    }

    /// <inheritdoc/>
    protected override async Task EndAsync(SfSession session)
    {
        if (_pending.Count > 0)
            await SaveAsync();
        await _window!.CompleteAsync();
    }

    private async Task SaveAsync()
    {
        FileRequest[] requests = [.. _pending];
        _pending.Clear();
        foreach ((FileRequest request, StoredFile? file, SfException? failure) in await _lookup!.FindAsync(requests, StopToken))
        {
            if (failure is not null)
                WriteError(ErrorRecords.From(failure, request.Input));
            else if (!_saved.Add(file!.BlobPath))
                WriteVerbose($"{file.Name} ({file.Id}) is given more than once, and saved once.");
            else
                await SaveAsync(file);
        }
    }

    private async Task SaveAsync(StoredFile file)
    {
        string path;
        try
        {
            path = _target!.Take(file);
            if (!ShouldProcess(path, "Save file from Salesforce"))
                return;
            _target.Prepare();
        }
        catch (SfException e)
        {
            WriteError(ErrorRecords.From(e, file.Request.Input));
            return;
        }

        await _window!.AddAsync(file.Request.Input, async stop =>
        {
            Action<long> progress = _progress!.Begin(file.Size);
            string saved = await _saver!.SaveAsync(file, path, _target.Otherwise(file), progress, stop);
            _progress.End();
            PSObject info = Outside(() => SavedFile.Of(InvokeProvider, saved));
            info.Properties.Add(new PSNoteProperty("Id", file.Id));
            info.Properties.Add(new PSNoteProperty("ContentDocumentId", file.DocumentId));
            return info;
        });
    }

    private void Write(PSObject file)
    {
        if (PassThru)
            WriteObject(file);
    }
}
