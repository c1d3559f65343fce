namespace SalesforceCC.Emulator.Bulk.Ingest;

/// <summary>
/// How large rows of an upload may be. The numbers are the guide's; that a job fails of them, and what it says, is from memory.
/// </summary>
internal static class UploadLimits
{
    /// <summary>Rows that Salesforce makes a batch of, which are counted a day.</summary>
    public const int BatchRows = 10_000;

    private const int Columns = 5_000;
    private const int FieldChars = 131_072;
    private const int RowChars = 400_000;

    /// <summary>What is wrong with the header; null: nothing.</summary>
    public static string? OfHeader(int columns) => columns > Columns
        ? FormattableString.Invariant($"InvalidBatch : The header has {columns} fields, the limit is {Columns}")
        : null;

    /// <summary>What is wrong with the row where the reader stands; null: nothing.</summary>
    public static string? OfRow(UploadReader reader)
    {
        int chars = 0;
        for (int i = 0; i < reader.Count; i++)
        {
            int length = reader[i].Length;
            if (length > FieldChars)
                return FormattableString.Invariant($"InvalidBatch : A field has {length} characters, the limit is {FieldChars}");
            chars += length;
        }
        return chars > RowChars
            ? FormattableString.Invariant($"InvalidBatch : A row has {chars} characters, the limit is {RowChars}")
            : null;
    }
}
