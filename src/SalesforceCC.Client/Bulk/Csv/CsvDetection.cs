namespace SalesforceCC.Bulk;

/// <summary>Finds the delimiter of a file from its header and first records, not from the machine.</summary>
internal static class CsvDetection
{
    private const int Records = 20;
    private const int Block = 1 << 14;

    /// <summary>
    /// The delimiter by which the header has the most names that are known; among equals that by which the first records
    /// have as many values as the header, and the most. Where there is none, the file has one column, and comma will do.
    /// </summary>
    /// <param name="copy">The file.</param>
    /// <param name="name">What errors call it.</param>
    /// <param name="isKnown">Whether a name is that of a column.</param>
    public static char Find(ImportCopy copy, string name, Func<string, bool> isKnown)
    {
        (int Known, int Agreed, int Count) best = (-1, 0, 0);
        char found = CsvDialect.Default.Delimiter;
        SfException? failure = null;
        foreach (char delimiter in CsvDialect.Delimiters.Values)
        {
            try
            {
                (int Known, int Agreed, int Count) rank = Rank(copy, name, delimiter, isKnown);
                if (rank.CompareTo(best) > 0)
                    (best, found) = (rank, delimiter);
            }
            catch (SfException e) when (e.Code == SfErrorCodes.InvalidCsv)
            {
                failure ??= e;
            }
        }

        return best.Known >= 0 ? found : throw failure!;
    }

    private static (int Known, int Agreed, int Count) Rank(ImportCopy copy, string name, char delimiter, Func<string, bool> isKnown)
    {
        FileStream file = FileInput.Open(copy.Path);
        file.Position = copy.Start;
        using CsvRecords records = new(file, delimiter, name, copy.Start, block: Block);
        if (!records.Read())
            return default;
        List<string> header = CsvValues.Texts(records.Current, (byte)delimiter);
        int known = header.Count(isKnown);
        return Agree(records, header.Count) ? (known, 1, header.Count) : (known, 0, 1);
    }

    private static bool Agree(CsvRecords records, int count)
    {
        try
        {
            for (int i = 0; i < Records && records.Read(); i++)
                if (records.Values != count && !records.Current.IsEmpty)
                    return false;
            return true;
        }
        catch (SfException e) when (e.Code == SfErrorCodes.InvalidCsv)
        {
            return false;
        }
    }
}
