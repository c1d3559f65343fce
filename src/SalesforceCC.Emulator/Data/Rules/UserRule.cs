using SalesforceCC.Emulator.Data.Rows;

namespace SalesforceCC.Emulator.Data.Rules;

/// <summary>A user takes a seat of the profile's licence, can log in, and has what the profile allows.</summary>
internal sealed class UserRule : IRowRule
{
    public void Derive(RowChange row)
    {
        if (row.IsNew) row["UserType"] = "Standard";
    }

    public void BeforeWrite(RowChange row, RowWork work)
    {
        if (row.IsNew && row.Text("ProfileId") is { } profile)
            Seats.Take(work, "UserLicense", work.Read("Profile", profile, "UserLicenseId") as string);
    }

    public void AfterWrite(RowChange row, RowWork work)
    {
        if (row.IsNew)
        {
            (string, object?) created = ("CreatedDate", row["CreatedDate"]);
            work.Insert("UserLogin", ("UserId", row.Id), ("IsFrozen", 0L), ("IsPasswordLocked", 0L), created);
            if (OwnSet(work, row["ProfileId"]) is { } set)
                work.Insert("PermissionSetAssignment", ("PermissionSetId", set), ("AssigneeId", row.Id), created);
        }
        else if (row.Changed("ProfileId") && OwnSet(work, row["ProfileId"]) is { } set)
        {
            foreach (string assignment in work.Find("PermissionSetAssignment", ("AssigneeId", row.Id)))
                if (work.Read("PermissionSetAssignment", assignment, "PermissionSetId") is string assigned &&
                    work.Read("PermissionSet", assigned, "IsOwnedByProfile") is 1L)
                    work.Update("PermissionSetAssignment", assignment, ("PermissionSetId", set));
        }
    }

    /// <summary>What a profile allows is held by a permission set of its own.</summary>
    private static string? OwnSet(RowWork work, object? profile) =>
        work.Find("PermissionSet", ("ProfileId", profile)) is [string set, ..] ? set : null;
}
