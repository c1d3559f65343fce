using SalesforceCC.Emulator.Data.Rows;

namespace SalesforceCC.Emulator.Data.Rules;

/// <summary>Links of files: one for each record, and with a share type that the org has.</summary>
internal sealed class FileLinkRule : IRowRule
{
    public void BeforeWrite(RowChange row, RowWork work)
    {
        if (row.Context.AsSystem) return;
        if (row.Text("ShareType") == "I" && row.Changed("ShareType") && !work.Admin.Files.CrmContent)
            throw new SalesforceError(400, "INSUFFICIENT_ACCESS_OR_READONLY", "Invalid sharing type I", "ShareType");
        bool linked = row.IsNew && work.Find(
            "ContentDocumentLink",
            ("ContentDocumentId", row["ContentDocumentId"]),
            ("LinkedEntityId", row["LinkedEntityId"])).Count > 0;
        if (linked)
            throw new SalesforceError(
                400, "DUPLICATE_VALUE", "duplicate value found: <unknown> duplicates value on record with id: <unknown>");
    }
}
