using SalesforceCC.Http;
using SalesforceCC.Values;

namespace SalesforceCC.Files;

/// <summary>One file to be sent, and what it is to become.</summary>
internal sealed record FileUpload
{
    /// <summary>Its full path. Only the last part of it leaves the machine.</summary>
    public required string Path { get; init; }

    /// <summary>The object that it becomes.</summary>
    public FileKind Kind { get; init; } = FileKind.ContentVersion;

    /// <summary>Its title; null: its name without the extension.</summary>
    public string? Title { get; init; }

    /// <summary>Its description.</summary>
    public string? Description { get; init; }

    /// <summary>The records that it is shown with; the one record that an attachment belongs to.</summary>
    public IReadOnlyList<string> RecordIds { get; init; } = [];

    /// <summary>The file that it is a new version of; null: a new file.</summary>
    public string? DocumentId { get; init; }

    /// <summary>The folder of a document.</summary>
    public string? FolderId { get; init; }

    /// <summary>V, C or I: what those may do who see the record; null: Salesforce's choice.</summary>
    public string? ShareType { get; init; }

    /// <summary>Who sees it with the record; null: Salesforce's choice.</summary>
    public string? Visibility { get; init; }

    /// <summary>It can be read again.</summary>
    public bool IsReplayable { get; init; } = true;

    /// <summary>The name that leaves the machine.</summary>
    public string Name => Path.Substring(Path.LastIndexOfAny(['/', '\\']) + 1);

    /// <summary>How it is called in Salesforce.</summary>
    public string ShownTitle => Title ?? (Kind == FileKind.Attachment ? Name : FileName.WithoutExtension(Name));

    /// <summary>
    /// The record that it is linked to by the same request. Salesforce chooses how, and takes none for a further version.
    /// </summary>
    private string? FirstPlace => DocumentId is null && ShareType is null && Visibility is null ? FirstRecord : null;

    private string? FirstRecord => RecordIds.Count > 0 ? RecordIds[0] : null;

    /// <summary>The records that it is linked to afterwards.</summary>
    public IEnumerable<string> LinksLeft => Kind == FileKind.ContentVersion ? RecordIds.Skip(FirstPlace is null ? 0 : 1) : [];

    /// <summary>The request that sends it.</summary>
    /// <param name="session">The session.</param>
    /// <param name="progress">Told how many bytes the network has taken.</param>
    public ApiRequest ToRequest(SfSession session, Action<long>? progress) => new()
    {
        Method = HttpMethod.Post,
        Url = session.Resolve($"sobjects/{Kind}"),
        Body = new RequestBody(Open) { IsReplayable = IsReplayable, Progress = progress },
    };

    private MultipartContent Open()
    {
        const int Piece = 1 << 17;

        // JSON first, as in the guide: what is wrong with it may be told before the rest is sent.
        return FormPart.Form(
        [
            FormPart.Of(new ByteArrayContent(JsonBody.Of(Fields())), "application/json", "entity_content", null),
            FormPart.Of(new StreamContent(InputFile.Open(Path), Piece), "application/octet-stream", FileKinds.BlobOf(Kind), Name),
        ]);
    }

    private Dictionary<string, object?> Fields()
    {
        Dictionary<string, object?> all = Kind switch
        {
            FileKind.ContentVersion => new()
            {
                ["PathOnClient"] = Name,
                ["Title"] = ShownTitle,
                ["Description"] = Description,
                ["ContentDocumentId"] = DocumentId,
                ["FirstPublishLocationId"] = FirstPlace,
            },
            FileKind.Attachment => new() { ["Name"] = ShownTitle, ["ParentId"] = FirstRecord, ["Description"] = Description },
            _ => new()
            {
                ["Name"] = ShownTitle,
                ["Type"] = FileName.Extension(Name) is { Length: > 0 } extension ? extension : null,
                ["FolderId"] = FolderId,
                ["Description"] = Description,
            },
        };
        return all.Where(static f => f.Value is not null).ToDictionary(static f => f.Key, static f => f.Value);
    }
}
