using SalesforceCC.Emulator.Data.Rows;

namespace SalesforceCC.Emulator.Data.Rules;

/// <summary>A task is closed by its status, and belongs to the account that it is about.</summary>
internal sealed class TaskRule : IRowRule
{
    public void Derive(RowChange row)
    {
        bool closed = row.Text("Status") == "Completed";
        if (closed != row.IsTrue("IsClosed")) row["CompletedDateTime"] = closed ? row.Now : null;
        row["IsClosed"] = closed ? 1L : 0L;
        row["IsHighPriority"] = row.Text("Priority") == "High" ? 1L : 0L;
        if (row.Text("WhatId") is { } what && what.StartsWith("001", StringComparison.Ordinal)) row["AccountId"] = what;
    }
}
