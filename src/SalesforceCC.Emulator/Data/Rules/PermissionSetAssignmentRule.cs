using SalesforceCC.Emulator.Data.Rows;
using SalesforceCC.Emulator.Data.Sql;

namespace SalesforceCC.Emulator.Data.Rules;

/// <summary>A permission set can be assigned to those only whose licence allows what it grants.</summary>
internal sealed class PermissionSetAssignmentRule : IRowRule
{
    /// <summary>The text is known from reports; its code is from memory of live orgs.</summary>
    public void BeforeWrite(RowChange row, RowWork work)
    {
        if (!row.IsNew) return;
        Seats.CheckNew(row, work, "PermissionSetId", "Permission Set");
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
        SqlConnection connection = work.Connection;
        if (connection.ReadInteger(Needs, set, user) == 0) return;
        string? label = connection.ReadText("SELECT Label FROM PermissionSet WHERE Id = ?1", set);
        string? name = connection.ReadText("SELECT Name FROM User WHERE Id = ?1", user);
        throw new SalesforceError(
            400,
            "FIELD_INTEGRITY_EXCEPTION",
            $"Can't assign permission set {label} to user {name}. The user license doesn't allow the permission: API Only User");
    }
}
