using System.Globalization;

namespace SalesforceCC.Data;

/// <summary>Gives the records that were found to the rows that asked for them.</summary>
internal static class ReadMatch
{
    /// <summary>Gives each row its record, or the reason why it has none.</summary>
    /// <returns>False: Salesforce found a record by another spelling of its key, so that each key has to be asked for by itself.</returns>
    /// <exception cref="SfException">INVALID_RESPONSE: a record came that nobody has asked for.</exception>
    public static bool TryAssign(ReadBatch batch, IReadOnlyList<SfRecord> records)
    {
        HashSet<string> asked = new(batch.Rows.Select(static r => r.Match), StringComparer.Ordinal);
        Dictionary<string, List<SfRecord>> found = new(StringComparer.Ordinal);
        foreach (SfRecord record in records)
        {
            string key = batch.Plan.IsByKey ? ReadPlan.MatchOf(record.GetValue(batch.Plan.KeyField!)) : IdOf(record);
            if (batch.Plan.IsByKey && batch.Literals.Count == 1)
                key = batch.Rows[0].Match;
            else if (!asked.Contains(key))
                return batch.Plan.IsByKey ? false : throw new SfException(
                    SfErrorCodes.InvalidResponse, $"The response has a record that was not asked for: {batch.Plan.Type} {key}.");
            Add(found, key, record);
        }

        HashSet<SfRecord> given = [];
        foreach (ReadRow row in batch.Rows)
            Assign(row, batch.Plan, found.TryGetValue(row.Match, out List<SfRecord>? own) ? own : [], given);
        return true;
    }

    private static void Assign(ReadRow row, ReadPlan plan, List<SfRecord> found, HashSet<SfRecord> given)
    {
        if (found.Count == 1)
        {
            // Whoever asks twice gets two records, and changes one of them.
            SfRecord record = found[0];
            row.Find(given.Add(record) ? record : record.Layout.Shape.Create(record.Layout, record.Data), plan.Fields);
        }
        else if (found.Count == 0)
        {
            row.Fail(new SfException("NOT_FOUND", $"There is no record {Label(row, plan)}, or the user cannot see it."));
        }
        else
        {
            string ids = string.Join(", ", found.Take(5).Select(static r => r.GetId())) + (found.Count > 5 ? ", ..." : "");
            row.Fail(new SfException(
                "DUPLICATE_EXTERNAL_ID",
                FormattableString.Invariant($"There are {found.Count} records {Label(row, plan)}: {ids}.")));
        }
    }

    private static string Label(ReadRow row, ReadPlan plan) =>
        plan.IsByKey ? $"{plan.Type} with {plan.KeyField} {Convert.ToString(row.Key, CultureInfo.InvariantCulture)}" : $"{plan.Type} {row.Key}";

    private static void Add(Dictionary<string, List<SfRecord>> found, string key, SfRecord record)
    {
        if (!found.TryGetValue(key, out List<SfRecord>? same))
            found.Add(key, same = []);
        same.Add(record);
    }

    private static string IdOf(SfRecord record) => record.GetId() is { } id
        ? SfId.To18(id)
        : throw new SfException(SfErrorCodes.InvalidResponse, "The response has a record without an ID.");
}
