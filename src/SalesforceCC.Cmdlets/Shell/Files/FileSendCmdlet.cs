using System.Management.Automation;
using SalesforceCC.Files;

namespace SalesforceCC.Cmdlets.Shell;

/// <summary>A cmdlet that sends files: what they become, and what is told of each.</summary>
public abstract class FileSendCmdlet : SessionCmdlet
{
    private static readonly Dictionary<string, string> s_shareTypes = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Viewer"] = "V",
        ["Collaborator"] = "C",
        ["Inferred"] = "I",
    };

    private FileOutput? _output;

    /// <summary>
    /// Specifies the records that the files are shown with, by their IDs. An attachment belongs to exactly one record.
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("LinkedEntityId", "ParentId")]
    public string[]? RecordId { get; set; }

    /// <summary>Specifies the title. The default is the name of the file without its extension, and for attachments with it.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? Title { get; set; }

    /// <summary>Specifies the description.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? Description { get; set; }

    /// <summary>Specifies the file in Salesforce that this is a new version of, by the ID of its ContentDocument.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? ContentDocumentId { get; set; }

    /// <summary>
    /// Specifies what users can do who see the records of -RecordId: Viewer, Collaborator (can also change the file), or
    /// Inferred (as with the record, which requires Salesforce CRM Content). The default is Viewer.
    /// </summary>
    [Parameter]
    [ValidateSet("Viewer", "Collaborator", "Inferred")]
    public string? ShareType { get; set; }

    /// <summary>
    /// Specifies who can see the files with the records of -RecordId: AllUsers, InternalUsers, or SharedUsers. By default,
    /// Salesforce decides.
    /// </summary>
    [Parameter]
    [ValidateSet("AllUsers", "InternalUsers", "SharedUsers")]
    public string? Visibility { get; set; }

    /// <summary>
    /// Specifies what the files become: ContentVersion, Attachment (up to 500 MB), or Document (up to 5 MB). The default is
    /// ContentVersion, which is what Salesforce calls Files.
    /// </summary>
    [Parameter]
    [ValidateSet("ContentVersion", "Attachment", "Document")]
    public string As { get; set; } = "ContentVersion";

    /// <summary>
    /// Specifies the folder of documents by its ID, with -As Document. The ID of a user is the user's own folder.
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? FolderId { get; set; }

    /// <summary>Specifies how many files are sent at the same time. The default is 5.</summary>
    [Parameter]
    [ValidateRange(1, 25)]
    public int ThrottleLimit { get; set; } = 5;

    // What concerns one file is told of that file.
    /// <inheritdoc/>
    protected override bool FailureEndsPipeline => true;

    /// <inheritdoc/>
    protected override Task BeginAsync(SfSession session)
    {
        _output = new FileOutput(this, session, ThrottleLimit);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    protected override Task EndAsync(SfSession session) => _output!.CompleteAsync(StopToken);

    /// <summary>Sends files.</summary>
    private protected async Task SendAsync(SfSession session, IEnumerable<string> paths, bool isLiteral)
    {
        foreach (string path in paths)
        {
            try
            {
                FileUpload settings = ReadSettings();
                foreach (string file in Outside(() => FilePaths.Resolve(this, path, isLiteral)))
                    await SendAsync(session, settings with { Path = file }, path, isLiteral ? "-LiteralPath" : "-Path");
            }
            catch (SfException e)
            {
                WriteError(ErrorRecords.From(e, path));
            }
            catch (RuntimeException e) when (e is SessionStateException or ItemNotFoundException)
            {
                WriteError(new ErrorRecord(e, e.ErrorRecord.FullyQualifiedErrorId, e.ErrorRecord.CategoryInfo.Category, path));
            }
        }
    }

    private async Task SendAsync(SfSession session, FileUpload upload, string input, string parameter)
    {
        upload = upload with { IsReplayable = new SentFile(upload.Path, parameter).IsReplayable };
        long size = upload.IsReplayable ? new FileInfo(upload.Path).Length : 0;
        long most = FileKinds.MostOf(upload.Kind);
        if (size > most)
            throw Invalid($"'{upload.Path}' has {size:N0} bytes, and Salesforce takes up to {most:N0} bytes as {upload.Kind}.");
        if (ShouldProcess(upload.Path, $"Send to {OrgLabel.Of(session)} as {upload.Kind}"))
            await _output!.AddAsync(upload, size, input, StopToken);
    }

    private FileUpload ReadSettings()
    {
        FileKind kind = Enum.TryParse(As, ignoreCase: true, out FileKind named) ? named : throw new InvalidOperationException(As);
        string[] records = [.. (RecordId ?? []).Where(static r => !string.IsNullOrWhiteSpace(r)).Select(static r => Checked(r, "-RecordId"))];
        if (kind == FileKind.Attachment && records.Length != 1)
            throw Invalid("-As Attachment needs one record as -RecordId.");
        if (kind == FileKind.Document && string.IsNullOrWhiteSpace(FolderId))
            throw Invalid("-As Document needs -FolderId.");
        if (kind == FileKind.Document && records.Length > 0)
            throw Invalid("-RecordId does not apply to -As Document: documents are not linked to records.");
        if (kind != FileKind.Document && !string.IsNullOrWhiteSpace(FolderId))
            throw Invalid("-FolderId applies to -As Document only.");
        if (kind != FileKind.ContentVersion && (HasText(ContentDocumentId) || ShareType is not null || Visibility is not null))
            throw Invalid($"-ContentDocumentId, -ShareType, and -Visibility do not apply to -As {kind}.");
        if (records.Length == 0 && (ShareType is not null || Visibility is not null))
            throw Invalid("-ShareType and -Visibility apply to the records of -RecordId: specify these, too.");
        string? document = HasText(ContentDocumentId) ? Checked(ContentDocumentId!, "-ContentDocumentId") : null;
        if (document is not null && FileKinds.OfId(document) != FileKind.ContentDocument)
            throw Invalid($"-ContentDocumentId '{document}' is not the ID of a ContentDocument: such IDs begin with 069.");
        return new FileUpload
        {
            Path = "",
            Kind = kind,
            RecordIds = [.. records.Distinct(StringComparer.Ordinal)],
            Title = HasText(Title) ? Title : null,
            Description = HasText(Description) ? Description : null,
            DocumentId = document,
            FolderId = HasText(FolderId) ? Checked(FolderId!, "-FolderId") : null,
            ShareType = ShareType is null ? null : s_shareTypes[ShareType],
            Visibility = Visibility,
        };
    }

    private static string Checked(string id, string parameter)
    {
        try
        {
            return Shell.RecordId.Checked(id);
        }
        catch (SfException e)
        {
            throw e.WithMessage($"{parameter}: {e.Message}");
        }
    }

    private static bool HasText(string? text) => !string.IsNullOrWhiteSpace(text);

    private static SfException Invalid(string message) => new(SfErrorCodes.InvalidParameter, message);
}
