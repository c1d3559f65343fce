using System.Text.Json;

namespace SalesforceCC.Emulator.Data;

/// <summary>What the org itself wants to know of its rows, in SOQL.</summary>
internal static class StoreQueries
{
    /// <summary>All rows of a query, as a user sees them; null: somebody who sees all.</summary>
    public static IReadOnlyList<JsonElement> Rows(this OrgStore store, string soql, bool includeDeleted = false, string? userId = null)
    {
        using IQueryCursor cursor = store.Query(soql, new QueryOptions(includeDeleted, 2_000, "") { UserId = userId });
        List<JsonElement> rows = [];
        int next = 0;
        do
        {
            MemoryStream page = new();
            next = cursor.WritePage(page, next, "");
            using JsonDocument document = JsonDocument.Parse(page.GetBuffer().AsMemory(0, (int)page.Length));
            rows.AddRange(document.RootElement.GetProperty("records").Clone().EnumerateArray());
        }
        while (next < cursor.TotalSize);
        return rows;
    }

    /// <summary>The id of the only row; null where there is none.</summary>
    public static string? FindId(this OrgStore store, string soql) =>
        store.Rows(soql).Select(r => r.GetProperty("Id").GetString()).FirstOrDefault();

    /// <summary>The id of the user with that username; null where there is none.</summary>
    public static string? FindUser(this OrgStore store, string username) =>
        store.FindId($"SELECT Id FROM User WHERE Username = {Quote(username)}");

    /// <summary>A user permission that comes with the profile or with a permission set.</summary>
    public static bool HasPermission(this OrgStore store, string userId, string permission) => store.Rows(
        $"SELECT Id FROM PermissionSetAssignment WHERE AssigneeId = {Quote(userId)} " +
        $"AND PermissionSet.Permissions{permission} = true").Count > 0;

    /// <summary>Text as SOQL literal.</summary>
    public static string Quote(string text) =>
        $"'{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal)}'";
}
