using System.Globalization;
using SalesforceCC.Emulator.Data.Blobs;
using SalesforceCC.Emulator.Data.Rows;

namespace SalesforceCC.Emulator.Data.Rules;

/// <summary>The versions of a file: the first one makes the document and its links, later ones become its latest.</summary>
internal sealed class FileVersionRule : IRowRule
{
    public void Derive(RowChange row)
    {
        if (!row.IsNew || row.Text("PathOnClient") is not { } path) return;
        // From memory: which of the two counts is not documented.
        if (!row.Context.AsSystem && row.Text("ContentDocumentId") is not null && row.Text("FirstPublishLocationId") is not null)
            row.Refuse(new ApiError(
                "INVALID_FIELD_FOR_INSERT_UPDATE", "You can't set a first publish location for a new version of an existing document", "FirstPublishLocationId"));
        string extension = Path.GetExtension(path).TrimStart('.');
        row["Title"] ??= Path.GetFileNameWithoutExtension(path.Replace('\\', '/'));
        row["FileExtension"] = extension.Length == 0 ? null : extension;
        row["FileType"] = extension.Length == 0 ? "UNKNOWN" : extension.ToUpperInvariant();
        row["PublishStatus"] = "R";
    }

    public void BeforeWrite(RowChange row, RowWork work)
    {
        if (!row.IsNew) return;
        if (!row.Context.AsSystem && !work.Admin.TryPublish())
            throw new SalesforceError(400, "LIMIT_EXCEEDED", "ContentPublication Limit exceeded.");
        StoredBlob? data = row["VersionData"] as StoredBlob;
        row["ContentSize"] = data?.Length ?? 0L;
        row["Checksum"] = data?.Checksum;
        row["IsLatest"] = 1L;
        bool isFirst = row.Text("ContentDocumentId") is null;
        if (isFirst) row["ContentDocumentId"] = Document(row, work);
        string document = row.Text("ContentDocumentId")!;
        IReadOnlyList<string> versions = work.Find("ContentVersion", ("ContentDocumentId", document));
        row["VersionNumber"] = (versions.Count + 1).ToString(CultureInfo.InvariantCulture);
        foreach (string latest in work.Find("ContentVersion", ("ContentDocumentId", document), ("IsLatest", 1L)))
            work.Update("ContentVersion", latest, ("IsLatest", 0L));
        if (isFirst) Share(row, work, document);
    }

    public void AfterWrite(RowChange row, RowWork work)
    {
        if (row.IsNew)
            work.Update(
                "ContentDocument",
                row.Text("ContentDocumentId")!,
                ("LatestPublishedVersionId", row.Id),
                ("Title", row["Title"]),
                ("ContentSize", row["ContentSize"]),
                ("FileType", row["FileType"]),
                ("FileExtension", row["FileExtension"]));
    }

    private static string Document(RowChange version, RowWork work) => work.Insert(
        "ContentDocument",
        ("Title", version["Title"]),
        ("OwnerId", version["OwnerId"]),
        ("FileType", version["FileType"]),
        ("FileExtension", version["FileExtension"]),
        ("CreatedDate", version["CreatedDate"]));

    private static void Share(RowChange version, RowWork work, string document)
    {
        string user = version.Context.UserId;
        Link(version, work, document, user, "I");
        if (version.Text("FirstPublishLocationId") is { } place && place != user) Link(version, work, document, place, "V");
    }

    private static void Link(RowChange version, RowWork work, string document, string entity, string share) => work.Insert(
        "ContentDocumentLink",
        ("ContentDocumentId", document),
        ("LinkedEntityId", entity),
        ("ShareType", share),
        ("CreatedDate", version["CreatedDate"]));
}
