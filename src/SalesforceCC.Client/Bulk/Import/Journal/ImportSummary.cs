using System.Globalization;

namespace SalesforceCC.Bulk;

/// <summary>The last step of the journal of an import: how many rows came to what.</summary>
/// <param name="Rows">All rows.</param>
/// <param name="Counts">What became of them.</param>
internal sealed record ImportSummary(long Rows, ImportCounts Counts)
{
    /// <summary>The name of the step.</summary>
    public const string Step = "done";

    /// <summary>As an entry.</summary>
    public JournalEntry ToEntry() => new()
    {
        Step = Step,
        Facts = new()
        {
            ["rows"] = Number(Rows),
            ["successful"] = Number(Counts.Successful),
            ["created"] = Number(Counts.Created),
            ["failed"] = Number(Counts.Failed),
            ["unprocessed"] = Number(Counts.Unprocessed),
            ["unknown"] = Number(Counts.Unknown),
            ["unmatched"] = Number(Counts.Unmatched),
        },
    };

    /// <summary>Reads an entry.</summary>
    /// <exception cref="SfException">JOURNAL_UNUSABLE.</exception>
    public static ImportSummary Of(JournalEntry entry)
    {
        JournalFacts facts = new(entry);
        return new ImportSummary(facts.Number("rows"), new ImportCounts(
            facts.Number("successful"), facts.Number("created"), facts.Number("failed"), facts.Number("unprocessed"), facts.Number("unknown"), facts.Number("unmatched")));
    }

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
