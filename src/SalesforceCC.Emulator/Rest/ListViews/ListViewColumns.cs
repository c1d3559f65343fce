using SalesforceCC.Emulator.Data;

namespace SalesforceCC.Emulator.Rest.ListViews;

/// <summary>The columns that list views of an object have where nobody has chosen others.</summary>
internal static class ListViewColumns
{
    private const int MostOfCustomObject = 4;

    private static readonly Dictionary<string, string[]> s_standard = new(StringComparer.Ordinal)
    {
        ["Account"] = ["Name", "Site", "BillingState", "Phone", "Type", "Owner.Alias"],
        ["Campaign"] = ["Name", "Type", "Status", "StartDate", "EndDate", "Owner.Alias"],
        ["Case"] = ["CaseNumber", "Contact.Name", "Subject", "Status", "Priority", "CreatedDate", "Owner.Alias"],
        ["Contact"] = ["Name", "Account.Name", "Title", "Phone", "Email", "Owner.Alias"],
        ["Lead"] = ["Name", "Title", "Company", "Phone", "Email", "Status", "Owner.Alias"],
        ["Opportunity"] = ["Name", "Account.Name", "Amount", "CloseDate", "StageName", "Owner.Alias"],
        ["Product2"] = ["Name", "ProductCode", "Description", "Family"],
        ["Task"] = ["Subject", "Who.Name", "ActivityDate", "Status", "Priority", "Owner.Alias"],
    };

    // As recorded: these follow whatever is shown.
    private static readonly string[] s_hidden = ["Id", "CreatedDate", "LastModifiedDate", "SystemModstamp"];

    /// <summary>Objects that have list views from the start: those that users work with.</summary>
    public static bool Has(SObjectType type) => type.Custom || s_standard.ContainsKey(type.Name);

    public static IReadOnlyList<string> Usual(SObjectType type)
    {
        if (s_standard.TryGetValue(type.Name, out string[]? columns))
            return columns;
        IEnumerable<SObjectField> own = type.Fields.Where(f => f.Custom && f.Sortable && f.Type is not ("reference" or "base64"));
        string[] owner = type.FindField("OwnerId") is null ? [] : ["Owner.Alias"];
        return [.. type.Fields.Where(f => f.NameField).Select(f => f.Name), .. own.Take(MostOfCustomObject).Select(f => f.Name), .. owner];
    }

    /// <summary>The columns of a view that a user sees, and behind them those that are always there.</summary>
    public static IReadOnlyList<ListViewColumn> Of(OrgStore store, SObjectType type, ListView view, string userId)
    {
        List<ListViewColumn> columns = [];
        foreach (string path in (view.Columns.Count > 0 ? view.Columns : Usual(type)).Concat(s_hidden))
        {
            if (columns.Exists(c => c.Path.Equals(path, StringComparison.OrdinalIgnoreCase)))
                continue;
            if (Follow(store, type, path, userId) is { } field)
                columns.Add(new ListViewColumn(path, Label(type, path, field), field, Hidden: columns.Count > 0 && s_hidden.Contains(path)));
        }

        return columns;
    }

    private static SObjectField? Follow(OrgStore store, SObjectType type, string path, string userId)
    {
        string[] parts = path.Split('.');
        SObjectType? at = type;
        foreach (string relationship in parts[..^1])
        {
            // Owners and the like may be of several objects; what users see of them is what all have.
            IReadOnlyList<string> targets = at?.FindReference(relationship)?.ReferenceTo ?? [];
            at = targets.Select(t => store.FindType(t, userId)).FirstOrDefault(t => t?.FindField(parts[^1]) is not null)
                ?? targets.Select(t => store.FindType(t, userId)).FirstOrDefault(t => t is not null);
        }

        return at?.FindField(parts[^1]);
    }

    private static string Label(SObjectType type, string path, SObjectField field) => path switch
    {
        "Id" => $"{type.Label} ID",
        _ when path.StartsWith("Owner.", StringComparison.OrdinalIgnoreCase) => $"{type.Label} Owner {field.Label}",
        _ => field.Label,
    };
}
