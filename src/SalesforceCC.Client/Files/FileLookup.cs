using System.Globalization;
using SalesforceCC.Query;
using SalesforceCC.Records;

namespace SalesforceCC.Files;

/// <summary>Finds out how files are called and how long they are: a query for each kind and 200 files.</summary>
internal sealed class FileLookup(SfSession session)
{
    /// <summary>As many as fit into the URL of a query.</summary>
    public const int MaxIds = 200;

    /// <summary>What can be downloaded; a failure for each that cannot.</summary>
    /// <exception cref="SfException">A failure that all further requests would end with, too.</exception>
    public async Task<IReadOnlyList<(FileRequest Request, StoredFile? File, SfException? Failure)>> FindAsync(
        IReadOnlyList<FileRequest> requests, CancellationToken stop)
    {
        Dictionary<string, StoredFile> found = new(StringComparer.Ordinal);
        Dictionary<FileKind, SfException> failed = [];
        foreach (IGrouping<FileKind, FileRequest> kind in requests.Where(static r => r.Kind is not null).GroupBy(static r => r.Kind!.Value))
        {
            try
            {
                await FindAsync(kind.Key, [.. kind], found, stop).ConfigureAwait(false);
            }
            catch (SfException e) when (!Data.RowErrors.IsOfAll(e))
            {
                failed[kind.Key] = e;
            }
        }

        return [.. requests.Select(r => r.Kind is not { } kind ? (r, OfBlob(r), null)
            : found.TryGetValue(r.Key, out StoredFile? file) ? (r, file with { Request = r }, null)
            : (r, (StoredFile?)null, failed.TryGetValue(kind, out SfException? e) ? e : NotFound(r)))];
    }

    private static SfException NotFound(FileRequest request) =>
        new("NOT_FOUND", $"There is no {request.Kind} with the ID {request.Id} that the user can see.");

    private static StoredFile OfBlob(FileRequest request)
    {
        // .../sobjects/StaticResource/081.../Body
        string[] parts = request.BlobPath!.Split('/');
        string id = parts.Length > 2 ? parts[parts.Length - 2] : "";
        string own = parts.Length > 3 ? $"{parts[parts.Length - 3]}-{id}" : "file";
        return new StoredFile(request, id, request.BlobPath!, FileName.Clean(request.Name ?? own, own));
    }

    private async Task FindAsync(FileKind kind, FileRequest[] requests, Dictionary<string, StoredFile> found, CancellationToken stop)
    {
        Dictionary<string, FileRequest> wanted = new(StringComparer.Ordinal);
        foreach (FileRequest request in requests)
            wanted[request.Key] = request;
        string soql = kind switch
        {
            FileKind.ContentVersion => $"SELECT {s_version} FROM ContentVersion WHERE Id IN :ids",
            FileKind.ContentDocument => $"SELECT {s_version} FROM ContentVersion WHERE ContentDocumentId IN :ids AND IsLatest = true",
            FileKind.Attachment => "SELECT Id, Name, BodyLength FROM Attachment WHERE Id IN :ids",
            _ => "SELECT Id, Name, Type, BodyLength FROM Document WHERE Id IN :ids",
        };
        string bound = Soql.Bind(soql, new Dictionary<string, object?> { ["ids"] = wanted.Keys.ToArray() });
        await foreach (RecordPage page in session.QueryPages(bound, new QuerySettings { Raw = true }, stop).ConfigureAwait(false))
            for (int i = 0; i < page.Count; i++)
                if (Read(kind, page[i]) is { } file && wanted.TryGetValue(kind == FileKind.ContentDocument ? file.DocumentId! : file.Id, out FileRequest? request))
                    found[request.Key] = file with { Request = request };
    }

    private const string s_version = "Id, ContentDocumentId, Title, FileExtension, PathOnClient, ContentSize, Checksum";

    private static StoredFile? Read(FileKind kind, SfRecord row)
    {
        if (row.GetValue("Id") is not string id)
            return null;
        bool isVersion = kind is FileKind.ContentVersion or FileKind.ContentDocument;
        string? document = isVersion && row.GetValue("ContentDocumentId") is string text ? SfId.To18(text) : null;
        if (kind == FileKind.ContentDocument && document is null)
            return null;
        id = SfId.To18(id);
        FileKind owner = isVersion ? FileKind.ContentVersion : kind;
        return new StoredFile(null!, id, $"sobjects/{owner}/{id}/{FileKinds.BlobOf(owner)}", NameOf(owner, row, id))
        {
            DocumentId = document,
            Size = row.GetValue(isVersion ? "ContentSize" : "BodyLength") is { } size ? Convert.ToInt64(size, CultureInfo.InvariantCulture) : null,
            Checksum = isVersion ? row.GetValue("Checksum") as string : null,
        };
    }

    private static string NameOf(FileKind kind, SfRecord row, string id)
    {
        if (kind == FileKind.Attachment)
            return FileName.Clean(row.GetValue("Name") as string ?? "", id);
        string? title = row.GetValue(kind == FileKind.ContentVersion ? "Title" : "Name") as string;
        string? extension = row.GetValue(kind == FileKind.ContentVersion ? "FileExtension" : "Type") as string;
        if (kind == FileKind.ContentVersion && string.IsNullOrEmpty(extension) && row.GetValue("PathOnClient") is string path)
            extension = FileName.Extension(path);
        return FileName.Clean(FileName.Of(string.IsNullOrWhiteSpace(title) ? id : title!, extension), id);
    }
}
