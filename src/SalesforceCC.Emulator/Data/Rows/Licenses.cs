using SalesforceCC.Emulator.Data.Sql;

namespace SalesforceCC.Emulator.Data.Rows;

/// <summary>
/// Licences: users and assignments take a seat, and a permission set can be assigned to those only whose licence allows
/// what it grants. Seats do not come back, because users cannot be deleted and nothing here deactivates them.
/// </summary>
internal static class Licenses
{
    /// <summary>Refuses a row for which there is no licence; counts the seat it takes.</summary>
    public static void Take(SqlConnection connection, RowValues row)
    {
        switch (row.Type.Name)
        {
            case "User":
                string? license = connection.ReadText("SELECT UserLicenseId FROM Profile WHERE Id = ?1", row["ProfileId"]);
                TakeSeat(connection, "UserLicense", license);
                break;
            case "PermissionSetLicenseAssign":
                Unique(connection, row, "PermissionSetLicenseId", "Permission Set License");
                TakeSeat(connection, "PermissionSetLicense", row.Text("PermissionSetLicenseId"));
                break;
            case "PermissionSetAssignment":
                Unique(connection, row, "PermissionSetId", "Permission Set");
                CheckAssignment(connection, row);
                break;
        }
    }

    private static void TakeSeat(SqlConnection connection, string table, string? id)
    {
        if (id is null) return;
        if (connection.ReadInteger($"SELECT TotalLicenses - UsedLicenses FROM \"{table}\" WHERE Id = ?1", id) <= 0)
            throw new SalesforceError(400, "LICENSE_LIMIT_EXCEEDED", "License Limit Exceeded");
        connection.Run($"UPDATE \"{table}\" SET UsedLicenses = UsedLicenses + 1 WHERE Id = ?1", id);
    }

    private static void Unique(SqlConnection connection, RowValues row, string field, string label)
    {
        long same = connection.ReadInteger(
            $"SELECT COUNT(*) FROM \"{row.Type.Name}\" WHERE AssigneeId = ?1 AND \"{field}\" = ?2 AND IsDeleted = 0",
            row["AssigneeId"],
            row[field]);
        if (same > 0)
            throw new SalesforceError(
                400,
                "DUPLICATE_VALUE",
                $"Duplicate {row.Type.Name}. Assignee: {row["AssigneeId"]}; {label}: {row[field]}");
    }

    /// <summary>The text is known from reports; its code is from memory of live orgs.</summary>
    private static void CheckAssignment(SqlConnection connection, RowValues row)
    {
        object? set = row["PermissionSetId"], user = row["AssigneeId"];
        const string Needs =
            """
            SELECT COUNT(*) FROM PermissionSet s, User u
            JOIN Profile p ON p.Id = u.ProfileId JOIN UserLicense l ON l.Id = p.UserLicenseId
            WHERE s.Id = ?1 AND u.Id = ?2 AND s.IsOwnedByProfile = 0
            AND (s.LicenseId IN (SELECT Id FROM PermissionSetLicense)
                OR (s.PermissionsApiUserOnly = 1 AND l.LicenseDefinitionKey = 'SFDC_INTEGRATION'))
            AND NOT EXISTS (
                SELECT 1 FROM PermissionSetLicenseAssign a JOIN PermissionSetLicense n ON n.Id = a.PermissionSetLicenseId
                WHERE a.AssigneeId = u.Id AND a.IsDeleted = 0
                AND (a.PermissionSetLicenseId = s.LicenseId OR n.MaximumPermissionsApiUserOnly = 1))
            """;
        if (connection.ReadInteger(Needs, set, user) == 0) return;
        string? label = connection.ReadText("SELECT Label FROM PermissionSet WHERE Id = ?1", set);
        string? name = connection.ReadText("SELECT Name FROM User WHERE Id = ?1", user);
        throw new SalesforceError(
            400,
            "FIELD_INTEGRITY_EXCEPTION",
            $"Can't assign permission set {label} to user {name}. The user license doesn't allow the permission: API Only User");
    }
}
