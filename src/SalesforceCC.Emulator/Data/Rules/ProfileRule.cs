using SalesforceCC.Emulator.Data.Rows;

namespace SalesforceCC.Emulator.Data.Rules;

/// <summary>Permissions of a profile stand in the permission set that it owns as well.</summary>
internal sealed class ProfileRule : IRowRule
{
    public void AfterWrite(RowChange row, RowWork work)
    {
        if (row.IsNew) return;
        (string, object?)[] same =
        [
            .. row.Plan.Columns
                .Where(c => c.StartsWith("Permissions", StringComparison.Ordinal) && row.Changed(c) && work.Has("PermissionSet", c))
                .Select(c => (c, row[c])),
        ];
        if (same.Length == 0) return;
        foreach (string set in work.Find("PermissionSet", ("ProfileId", row.Id))) work.Update("PermissionSet", set, same);
    }
}
