using System.Globalization;

namespace SalesforceCC.Emulator.Data.Rows;

/// <summary>What must hold between the rows of one request. Rows of one object in a row are a chunk.</summary>
internal static class BatchRules
{
    private const int MaxChunks = 10;

    /// <summary>For each row, why it is refused before it is looked at; null for most.</summary>
    /// <exception cref="SalesforceError">There are too many chunks.</exception>
    public static SalesforceError?[] Check(IReadOnlyList<RowOrder> rows)
    {
        SalesforceError?[] refused = [.. rows.Select(r => r.Refused)];
        int chunks = 0;
        for (int start = 0, end; start < rows.Count; start = end)
        {
            for (end = start + 1; end < rows.Count && rows[end].Type.Name == rows[start].Type.Name;) end++;
            if (++chunks > MaxChunks)
                throw new SalesforceError(
                    400,
                    "INVALID_OPERATION",
                    "Cannot have more than 10 chunks in a single operation. Please rearrange the data to reduce chunking.");
            CheckChunk(rows, start, end, refused);
        }
        return refused;
    }

    private static void CheckChunk(IReadOnlyList<RowOrder> rows, int start, int end, SalesforceError?[] refused)
    {
        Dictionary<string, int> seen = new(StringComparer.OrdinalIgnoreCase);
        for (int i = start; i < end; i++)
        {
            bool isUpsert = rows[i].Operation == RowOperation.Upsert;
            if ((isUpsert ? KeyOf(rows[i]) : IdOf(rows[i])) is not { } key) continue;
            if (seen.TryAdd(key, i)) continue;
            refused[i] = isUpsert
                ? new SalesforceError(400, "DUPLICATE_VALUE", $"Duplicate external id specified: {key}", rows[i].Key!.Name)
                : new SalesforceError(400, "DUPLICATE_VALUE", $"Duplicate id specified: {key}");
            // Of an upsert every row with the key is refused, of an update only what comes again.
            if (isUpsert) refused[seen[key]] ??= refused[i];
        }
    }

    private static string? IdOf(RowOrder row) =>
        row.Operation == RowOperation.Update && SalesforceId.TryNormalize(row.Id, out string? id) ? id : null;

    private static string? KeyOf(RowOrder row)
    {
        try
        {
            object? key = RowInput.KeyOf(row.Key!, row.Fields);
            return row.Key!.Type == "id" && SalesforceId.TryNormalize(key as string, out string? id)
                ? id
                : Convert.ToString(key, CultureInfo.InvariantCulture) is { Length: > 0 } text ? text : null;
        }
        catch (SalesforceError e) when (!e.EndsRequest || e.OfText is not null)
        {
            // The row is refused for it when its turn comes.
            return null;
        }
    }
}
