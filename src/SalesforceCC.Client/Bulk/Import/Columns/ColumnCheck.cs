using SalesforceCC.Describe;

namespace SalesforceCC.Bulk;

/// <summary>Checks all columns of an input together, so that users learn of all problems at once.</summary>
internal static class ColumnCheck
{
    /// <summary>What is wrong with the columns, as sentences; empty where they can be sent.</summary>
    public static List<string> Problems(IReadOnlyList<ColumnTarget> columns, ObjectDescription type, ImportSettings settings)
    {
        List<string> problems = [.. columns.Select(static c => c.Problem).OfType<string>()];
        foreach (IGrouping<string, ColumnTarget> same in columns.Where(static c => c.Field is not null).GroupBy(static c => c.Field!.Name))
            if (same.Count() > 1)
                problems.Add($"{string.Join(" and ", same.Select(static c => $"'{c.Given}'"))} stand for {(same.Any(static c => c.IsParent) ? "the same parent" : $"the same field, {same.Key}")}: leave all but one out");

        problems.AddRange(Missing(columns, type, settings));
        return problems;
    }

    /// <summary>What is missing, as sentences.</summary>
    public static List<string> Missing(IReadOnlyList<ColumnTarget> columns, ObjectDescription type, ImportSettings settings)
    {
        List<string> problems = [];
        bool Has(string field) => columns.Any(c => field.Equals(c.Field?.Name, StringComparison.OrdinalIgnoreCase));
        string? id = type.Field("Id")?.Name;
        if (settings.Operation is BulkOperation.Update or BulkOperation.Delete or BulkOperation.HardDelete && id is not null && !Has(id))
            problems.Add("'Id' is missing, which says what records are meant");
        if (settings is { Operation: BulkOperation.Upsert, KeyField: { } key } && !Has(key))
            problems.Add($"'{key}' is missing, by which records are found");
        if (settings.Operation == BulkOperation.Insert)
            problems.AddRange(type.Fields.Where(f => IsRequired(f, type) && !Has(f.Name)).Select(static f => $"'{f.Name}' is missing, which new records must have"));
        if (problems.Count == 0 && !columns.Any(static c => c.Name is not null && !c.Name.Equals("Id", StringComparison.OrdinalIgnoreCase)) && !settings.TakesIds)
            problems.Add("there is no field to set");
        return problems;
    }

    /// <summary>The failure of columns.</summary>
    public static SfException Failure(IReadOnlyList<string> problems) =>
        new(SfErrorCodes.InvalidColumns, string.Join(Environment.NewLine, problems))
        {
            Final = true,
            Errors = [.. problems.Select(static p => new SfError(SfErrorCodes.InvalidColumns, p))],
        };

    // Person accounts have a last name instead of a name.
    private static bool IsRequired(SfField field, ObjectDescription type) =>
        field is { Createable: true, Nillable: false, DefaultedOnCreate: false, DefaultValue: null, DefaultValueFormula: null }
        && field.Type is not ("boolean" or "id")
        && !(field.NameField && type.Field("LastName") is not null);
}
