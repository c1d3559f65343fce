using System.Globalization;
using SalesforceCC.Emulator.Data.Rows;

namespace SalesforceCC.Emulator.Data.Rules;

/// <summary>Probability and forecast follow from the stage, revenue and fiscal period from amount and date.</summary>
internal sealed class OpportunityRule : IRowRule
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

    public void Derive(RowChange row)
    {
        string stage = row.Text("StageName") ?? "";
        (double probability, string category, string name) =
            s_stages.GetValueOrDefault(stage, (10, "Pipeline", "Pipeline"));
        if (row.Changed("StageName"))
        {
            if (!row.Changed("Probability")) row["Probability"] = probability;
            if (!row.Changed("ForecastCategoryName")) row["ForecastCategoryName"] = name;
            row["ForecastCategory"] = category;
            row["IsWon"] = category == "Closed" ? 1L : 0L;
            row["IsClosed"] = category is "Closed" or "Omitted" ? 1L : 0L;
        }
        row["ExpectedRevenue"] = row.Decimal("Amount") is { } amount
            ? Math.Round(amount * (row.Decimal("Probability") ?? 0) / 100, 2, MidpointRounding.AwayFromZero)
            : null;
        if (row.Text("CloseDate") is not { } date) return;
        int year = int.Parse(date.AsSpan(0, 4), CultureInfo.InvariantCulture);
        int quarter = (int.Parse(date.AsSpan(5, 2), CultureInfo.InvariantCulture) + 2) / 3;
        row["FiscalYear"] = (long)year;
        row["FiscalQuarter"] = (long)quarter;
        row["Fiscal"] = string.Create(CultureInfo.InvariantCulture, $"{year:0000} {quarter}");
    }
}
