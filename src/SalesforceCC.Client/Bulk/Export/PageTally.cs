namespace SalesforceCC.Bulk;

/// <summary>Counts what the pages of a job hold together, and finds what does not fit.</summary>
internal sealed class PageTally
{
    /// <summary>Rows.</summary>
    public long Rows { get; private set; }

    /// <summary>Bytes of CSV.</summary>
    public long Bytes { get; private set; }

    /// <summary>Pages.</summary>
    public int Pages { get; private set; }

    /// <summary>The names of the columns, as they came; null: no page has said them.</summary>
    public string? Header { get; private set; }

    /// <summary>Adds a page.</summary>
    /// <exception cref="SfException">INVALID_RESPONSE: it has other columns than those before it.</exception>
    public void Add(FetchedPage page)
    {
        if (page.Header is not null && Header is not null && page.Header != Header)
            throw Wrong(FormattableString.Invariant($"Page {page.Number} of the results has other columns than the pages before it."));
        Header ??= page.Header;
        Rows += page.Rows;
        Bytes += page.Received;
        Pages++;
    }

    /// <summary>Compares the whole with what Salesforce says of the job.</summary>
    /// <exception cref="SfException">INVALID_RESPONSE: rows are missing, or there are too many.</exception>
    public void Check(SfBulkJob job)
    {
        if (job.NumberRecordsProcessed is { } told && told != Rows)
            throw Wrong(FormattableString.Invariant($"The results of the job {job.Id} have {Rows} rows in {Pages} pages, but Salesforce says that it has {told}."));
    }

    /// <summary>Compares the rows that were read of a page with those that it has.</summary>
    /// <exception cref="SfException">INVALID_RESPONSE.</exception>
    public static void Check(FetchedPage page, long rows)
    {
        if (rows != page.Rows)
            throw Wrong(FormattableString.Invariant($"Page {page.Number} of the results has {page.Rows} rows, but {rows} could be read."));
    }

    private static SfException Wrong(string text) => new(SfErrorCodes.InvalidResponse, text) { Final = true };
}
