using SalesforceCC.Emulator.Data.Rows;

namespace SalesforceCC.Emulator.Data.Rules;

/// <summary>A task is closed by its status, and of high priority by its priority.</summary>
internal sealed class TaskRule : IRowRule
{
    public void Derive(RowChange row)
    {
        bool closed = row.Text("Status") == "Completed";
        if (closed != row.IsTrue("IsClosed")) row["CompletedDateTime"] = closed ? row.Now : null;
        row["IsClosed"] = closed ? 1L : 0L;
        row["IsHighPriority"] = row.Text("Priority") == "High" ? 1L : 0L;
    }
}
