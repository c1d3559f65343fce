using System.Globalization;

namespace SalesforceCC.Emulator.Data.Rows;

/// <summary>Fields that the org computes from others when a row is written.</summary>
internal static class DerivedFields
{
    private static readonly Dictionary<string, (double Probability, string Category, string Name)> s_stages =
        new(StringComparer.OrdinalIgnoreCase)
        {
            ["Prospecting"] = (10, "Pipeline", "Pipeline"),
            ["Qualification"] = (10, "Pipeline", "Pipeline"),
            ["Needs Analysis"] = (20, "Pipeline", "Pipeline"),
            ["Value Proposition"] = (50, "Pipeline", "Pipeline"),
            ["Id. Decision Makers"] = (60, "BestCase", "Best Case"),
            ["Perception Analysis"] = (70, "BestCase", "Best Case"),
            ["Proposal/Price Quote"] = (75, "Forecast", "Commit"),
            ["Negotiation/Review"] = (90, "Forecast", "Commit"),
            ["Closed Won"] = (100, "Closed", "Closed"),
            ["Closed Lost"] = (0, "Omitted", "Omitted"),
        };

    /// <summary>Computes what follows from the row's values.</summary>
    /// <param name="row">The row, its new values set.</param>
    /// <param name="now">The time of writing, as it is stored.</param>
    public static void Compute(RowValues row, string now)
    {
        switch (row.Type.Name)
        {
            case "Contact" or "Lead" or "User": PersonName(row); break;
            case "Opportunity": Opportunity(row); break;
            case "Case": Case(row, now); break;
            case "Task": Task(row, now); break;
            case "Event": Event(row); break;
            case "ContentVersion": FileName(row); break;
        }
    }

    private static void PersonName(RowValues row)
    {
        row["Name"] = $"{row.Text("FirstName")} {row.Text("LastName")}".Trim();
        if (row.Type.Name == "User" && row.IsNew) row["UserType"] = "Standard";
    }

    private static void Opportunity(RowValues row)
    {
        string stage = row.Text("StageName") ?? "";
        (double probability, string category, string name) =
            s_stages.GetValueOrDefault(stage, (10, "Pipeline", "Pipeline"));
        if (row.Changed("StageName"))
        {
            if (!row.Changed("Probability")) row["Probability"] = probability;
            if (!row.Changed("ForecastCategoryName")) row["ForecastCategoryName"] = name;
            row["ForecastCategory"] = category;
            row["IsWon"] = Flag(category == "Closed");
            row["IsClosed"] = Flag(category is "Closed" or "Omitted");
        }
        row["ExpectedRevenue"] = row.Number("Amount") is { } amount
            ? Math.Round(amount * (row.Number("Probability") ?? 0) / 100, 2, MidpointRounding.AwayFromZero)
            : null;
        if (row.Text("CloseDate") is not { } date) return;
        int year = int.Parse(date.AsSpan(0, 4), CultureInfo.InvariantCulture);
        int quarter = (int.Parse(date.AsSpan(5, 2), CultureInfo.InvariantCulture) + 2) / 3;
        row["FiscalYear"] = (long)year;
        row["FiscalQuarter"] = (long)quarter;
        row["Fiscal"] = string.Create(CultureInfo.InvariantCulture, $"{year:0000} {quarter}");
    }

    private static void Case(RowValues row, string now)
    {
        bool closed = row.Text("Status") == "Closed";
        if (closed != row.IsTrue("IsClosed") && !row.Changed("ClosedDate")) row["ClosedDate"] = closed ? now : null;
        row["IsClosed"] = Flag(closed);
    }

    private static void Task(RowValues row, string now)
    {
        bool closed = row.Text("Status") == "Completed";
        if (closed != row.IsTrue("IsClosed")) row["CompletedDateTime"] = closed ? now : null;
        row["IsClosed"] = Flag(closed);
        row["IsHighPriority"] = Flag(row.Text("Priority") == "High");
        if (row.Text("WhatId") is { } what && what.StartsWith("001", StringComparison.Ordinal)) row["AccountId"] = what;
    }

    private static void Event(RowValues row)
    {
        if (row.Text("StartDateTime") is not { } start) return;
        row["ActivityDateTime"] = start;
        row["ActivityDate"] = start[..10];
        DateTimeOffset from = Parse(start);
        if (row["DurationInMinutes"] is long minutes && !row.Changed("EndDateTime"))
            row["EndDateTime"] = FieldFormat.DateTime(from.AddMinutes(minutes));
        else if (row.Text("EndDateTime") is { } end)
            row["DurationInMinutes"] = (long)(Parse(end) - from).TotalMinutes;
    }

    private static void FileName(RowValues row)
    {
        if (!row.IsNew || row.Text("PathOnClient") is not { } path) return;
        string extension = Path.GetExtension(path).TrimStart('.');
        row["Title"] ??= Path.GetFileNameWithoutExtension(path.Replace('\\', '/'));
        row["FileExtension"] = extension.Length == 0 ? null : extension;
        row["FileType"] = extension.Length == 0 ? "UNKNOWN" : extension.ToUpperInvariant();
        row["PublishStatus"] = "R";
    }

    private static DateTimeOffset Parse(string moment) => DateTimeOffset.Parse(moment, CultureInfo.InvariantCulture);

    private static long Flag(bool value) => value ? 1L : 0L;
}
