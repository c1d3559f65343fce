using SalesforceCC.Emulator.Data.Rows;

namespace SalesforceCC.Emulator.Data.Rules;

/// <summary>
/// A task or an event belongs to the account that it is about: the account itself, that of the opportunity, and with
/// anything else that of the contact.
/// </summary>
internal sealed class ActivityAccountRule : IRowRule
{
    public void BeforeWrite(RowChange row, RowWork work)
    {
        if (row.Changed("WhatId") || row.Changed("WhoId")) row["AccountId"] = Account(row.Text("WhatId"), row.Text("WhoId"), work);
    }

    private static object? Account(string? what, string? who, RowWork work)
    {
        if (what is not null && work.IsOf("Account", what)) return what;
        if (what is not null && work.IsOf("Opportunity", what)) return work.Read("Opportunity", what, "AccountId");
        // A lead has none.
        return who is not null && work.IsOf("Contact", who) ? work.Read("Contact", who, "AccountId") : null;
    }
}
