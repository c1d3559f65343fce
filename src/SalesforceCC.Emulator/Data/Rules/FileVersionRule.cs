using System.Globalization;
using System.Security.Cryptography;
using SalesforceCC.Emulator.Data.Rows;

namespace SalesforceCC.Emulator.Data.Rules;

/// <summary>The versions of a file: the first one makes the document and its links, later ones become its latest.</summary>
internal sealed class FileVersionRule : IRowRule
{
    public void Derive(RowChange row)
    {
        if (!row.IsNew || row.Text("PathOnClient") is not { } path) return;
        string extension = Path.GetExtension(path).TrimStart('.');
        row["Title"] ??= Path.GetFileNameWithoutExtension(path.Replace('\\', '/'));
        row["FileExtension"] = extension.Length == 0 ? null : extension;
        row["FileType"] = extension.Length == 0 ? "UNKNOWN" : extension.ToUpperInvariant();
        row["PublishStatus"] = "R";
    }

    public void BeforeWrite(RowChange row, RowWork work)
    {
        if (!row.IsNew) return;
        byte[] data = row["VersionData"] as byte[] ?? [];
        row["ContentSize"] = (long)data.Length;
        row["IsLatest"] = 1L;
#pragma warning disable CA5351 // Salesforce defines ContentVersion.Checksum as MD5; it tells files apart, and protects nothing.
        row["Checksum"] = Convert.ToHexStringLower(MD5.HashData(data));
#pragma warning restore CA5351
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
                ("ContentSize", row["ContentSize"]));
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
