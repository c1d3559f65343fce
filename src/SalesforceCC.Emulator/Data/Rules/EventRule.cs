using System.Globalization;
using SalesforceCC.Emulator.Data.Rows;

namespace SalesforceCC.Emulator.Data.Rules;

/// <summary>An event has an end and a duration, whichever of them was given.</summary>
internal sealed class EventRule : IRowRule
{
    public void Derive(RowChange row)
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

    private static DateTimeOffset Parse(string moment) => DateTimeOffset.Parse(moment, CultureInfo.InvariantCulture);
}
