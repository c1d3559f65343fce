using SalesforceCC.Emulator.Data.Rows;

namespace SalesforceCC.Emulator.Data.Rules;

/// <summary>A case is closed, and was closed at some time, by its status.</summary>
internal sealed class CaseRule : IRowRule
{
    public void Derive(RowChange row)
    {
        bool closed = row.Text("Status") == "Closed";
        if (closed != row.IsTrue("IsClosed") && !row.Changed("ClosedDate"))
            row["ClosedDate"] = closed ? row.Now : null;
        row["IsClosed"] = closed ? 1L : 0L;
    }
}
