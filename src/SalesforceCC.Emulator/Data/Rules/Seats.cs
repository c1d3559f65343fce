using SalesforceCC.Emulator.Data.Rows;

namespace SalesforceCC.Emulator.Data.Rules;

/// <summary>
/// Licences have seats. They do not come back, because users cannot be deleted and nothing here deactivates them.
/// </summary>
internal static class Seats
{
    /// <summary>Takes a seat of a licence.</summary>
    /// <exception cref="SalesforceError">LICENSE_LIMIT_EXCEEDED.</exception>
    public static void Take(RowWork work, string licenseType, string? license)
    {
        if (license is null) return;
        long used = work.Read(licenseType, license, "UsedLicenses") as long? ?? 0;
        if (used >= (work.Read(licenseType, license, "TotalLicenses") as long? ?? 0))
            throw new SalesforceError(400, "LICENSE_LIMIT_EXCEEDED", "License Limit Exceeded");
        work.Update(licenseType, license, ("UsedLicenses", used + 1));
    }

    /// <summary>Refuses to give somebody twice what can be had once.</summary>
    /// <exception cref="SalesforceError">DUPLICATE_VALUE.</exception>
    public static void CheckNew(RowChange row, RowWork work, string field, string label)
    {
        if (work.Find(row.Type.Name, ("AssigneeId", row["AssigneeId"]), (field, row[field])).Count > 0)
            throw new SalesforceError(
                400,
                "DUPLICATE_VALUE",
                $"Duplicate {row.Type.Name}. Assignee: {row["AssigneeId"]}; {label}: {row[field]}");
    }
}
