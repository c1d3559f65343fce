using SalesforceCC.Emulator.Data.Rows;

namespace SalesforceCC.Emulator.Data.Rules;

/// <summary>An assignment of a permission set licence takes one of its seats.</summary>
internal sealed class LicenseAssignmentRule : IRowRule
{
    public void BeforeWrite(RowChange row, RowWork work)
    {
        if (!row.IsNew) return;
        Seats.CheckNew(row, work, "PermissionSetLicenseId", "Permission Set License");
        Seats.Take(work, "PermissionSetLicense", row.Text("PermissionSetLicenseId"));
    }
}
