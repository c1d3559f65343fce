using SalesforceCC.Emulator.Data.Rows;

namespace SalesforceCC.Emulator.Data.Rules;

/// <summary>Name is made of first and last name.</summary>
internal sealed class PersonNameRule : IRowRule
{
    public void Derive(RowChange row) => row["Name"] = $"{row.Text("FirstName")} {row.Text("LastName")}".Trim();
}
