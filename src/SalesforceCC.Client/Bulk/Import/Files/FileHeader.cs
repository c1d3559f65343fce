namespace SalesforceCC.Bulk;

/// <summary>A file whose header has been read, and the columns of it that are sent.</summary>
/// <param name="Given">The user's file.</param>
/// <param name="Copy">Where its rows are read.</param>
/// <param name="Dialect">How they are written.</param>
/// <param name="Columns">The header.</param>
/// <param name="Targets">What its names stand for.</param>
internal sealed record FileHeader(string Given, ImportCopy Copy, CsvDialect Dialect, IReadOnlyList<string> Columns, IReadOnlyList<ColumnTarget> Targets)
{
    /// <summary>When the header was read.</summary>
    public required FileStamp Stamp { get; init; }

    /// <summary>Reads the header of a file.</summary>
    /// <exception cref="SfException">INVALID_CSV, BODY_NOT_READ; any failure of a describe.</exception>
    public static async Task<FileHeader> ReadAsync(string given, string copyPath, char? delimiter, ColumnFinder finder, CancellationToken stop)
    {
        FileStamp stamp = FileStamp.Of(given);
        ImportCopy copy = await ImportCopy.OpenAsync(given, copyPath, stop).ConfigureAwait(false);
        char found = delimiter ?? CsvDetection.Find(copy, given, finder.IsKnown);
        (List<string> columns, bool isCrLf) = Read(given, copy, found);
        List<ColumnTarget> targets = [];
        foreach (string column in columns)
            targets.Add(await finder.FindAsync(column, stop).ConfigureAwait(false));
        return new FileHeader(given, copy, new CsvDialect(found, isCrLf), columns, targets) { Stamp = stamp };
    }

    /// <summary>The records, of which the header is the first.</summary>
    public CsvRecords Records()
    {
        FileStream file = FileInput.Open(Copy.Path);
        file.Position = Copy.Start;
        return new CsvRecords(file, Dialect.Delimiter, Given, Copy.Start);
    }

    private static (List<string> Columns, bool IsCrLf) Read(string given, ImportCopy copy, char delimiter)
    {
        using CsvRecords records = new FileHeader(given, copy, new CsvDialect(delimiter), [], []) { Stamp = new FileStamp(0, 0) }.Records();
        return records.Read() && !records.Current.IsEmpty
            ? (CsvValues.Texts(records.Current, (byte)delimiter), records.Ending == CsvEnding.CrLf)
            : throw CsvErrors.Invalid(given, "the first line must have the names of the columns, and is empty");
    }
}
