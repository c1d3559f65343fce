using System.Globalization;
using System.Security.Cryptography;
using SalesforceCC.Emulator.Data.Sql;

namespace SalesforceCC.Emulator.Data.Rows;

/// <summary>Rows that come with another one: a file's document, a user's login.</summary>
internal sealed class FollowUps(RowStore store)
{
    public void BeforeInsert(SqlConnection connection, RowValues row, string userId)
    {
        if (row.Type.Name != "ContentVersion") return;
        byte[] data = row["VersionData"] as byte[] ?? [];
        row["ContentSize"] = (long)data.Length;
        row["IsLatest"] = 1L;
#pragma warning disable CA5351 // The field holds an MD5 sum, which protects nothing.
        row["Checksum"] = Convert.ToHexStringLower(MD5.HashData(data));
#pragma warning restore CA5351
        bool isFirst = row.Text("ContentDocumentId") is null;
        if (isFirst) row["ContentDocumentId"] = Document(connection, row, userId);
        string document = row.Text("ContentDocumentId")!;
        long versions = connection.ReadInteger(
            "SELECT COUNT(*) FROM ContentVersion WHERE ContentDocumentId = ?1", document);
        row["VersionNumber"] = (versions + 1).ToString(CultureInfo.InvariantCulture);
        connection.Run("UPDATE ContentVersion SET IsLatest = 0 WHERE ContentDocumentId = ?1", document);
        connection.Run(
            "UPDATE ContentDocument SET LatestPublishedVersionId = ?1, Title = ?2, ContentSize = ?3 WHERE Id = ?4",
            row["Id"],
            row["Title"],
            row["ContentSize"],
            document);
        if (!isFirst) return;
        Link(connection, row, document, userId, "I", userId);
        if (row.Text("FirstPublishLocationId") is { } place && place != userId)
            Link(connection, row, document, place, "V", userId);
    }

    public void AfterInsert(SqlConnection connection, RowValues row, string userId)
    {
        if (row.Type.Name != "User") return;
        string user = row.Text("Id")!;
        Insert(connection, row, "UserLogin", userId, ("UserId", user), ("IsFrozen", 0L), ("IsPasswordLocked", 0L));
        // What a profile allows is held by a permission set of its own.
        if (connection.ReadText("SELECT Id FROM PermissionSet WHERE ProfileId = ?1", row["ProfileId"]) is { } set)
            Insert(connection, row, "PermissionSetAssignment", userId, ("PermissionSetId", set), ("AssigneeId", user));
    }

    public void AfterUpdate(SqlConnection connection, RowValues row, string id)
    {
        if (row.Type.Name == "User" && row.Changed("ProfileId"))
            connection.Run(
                "UPDATE PermissionSetAssignment SET PermissionSetId = (SELECT Id FROM PermissionSet WHERE ProfileId = ?1) " +
                "WHERE AssigneeId = ?2 AND PermissionSetId IN (SELECT Id FROM PermissionSet WHERE IsOwnedByProfile = 1)",
                row["ProfileId"],
                id);
        if (row.Type.Name != "Profile") return;
        foreach ((string field, object? value) in row.Changes)
            if (field.StartsWith("Permissions", StringComparison.Ordinal) && store.Type("PermissionSet").FindField(field) is { } same)
                connection.Run($"UPDATE PermissionSet SET \"{same.Name}\" = ?1 WHERE ProfileId = ?2", value, id);
    }

    private string Document(SqlConnection connection, RowValues version, string userId) => Insert(
        connection,
        version,
        "ContentDocument",
        userId,
        ("Title", version["Title"]),
        ("OwnerId", version["OwnerId"]),
        ("FileType", version["FileType"]),
        ("FileExtension", version["FileExtension"]));

    private void Link(
        SqlConnection connection, RowValues version, string document, string entity, string share, string userId) =>
        Insert(
            connection,
            version,
            "ContentDocumentLink",
            userId,
            ("ContentDocumentId", document),
            ("LinkedEntityId", entity),
            ("ShareType", share));

    private string Insert(
        SqlConnection connection,
        RowValues cause,
        string typeName,
        string userId,
        params (string Field, object? Value)[] values)
    {
        var row = new RowValues(store.Type(typeName), new Dictionary<string, object?>());
        foreach ((string field, object? value) in values) row[field] = value;
        row["CreatedDate"] = cause["CreatedDate"];
        return store.Insert(connection, row, userId);
    }
}
