namespace SalesforceCC.Bulk;

/// <summary>
/// JSON Lines: an object for each row, with parents as objects in it, and values of the types of their fields.
/// </summary>
internal sealed class JsonLinePages(RowTypes types, CsvDialect dialect) : IPageFormat
{
    private const int BlockSize = 1 << 16;

    public byte[] Head(string header) => [];

    public async Task<PageRows> WriteAsync(Stream csv, Stream output, bool withHead, CancellationToken stop)
    {
        using QueryRows rows = await QueryRows.OpenAsync(csv, dialect, stop).ConfigureAwait(false);
        if (rows.Columns.Count == 0)
            return new PageRows(null, 0, rows.Received);
        using RowJson json = new(await types.GetAsync(rows.Columns, stop).ConfigureAwait(false), withAttributes: false);
        long count = 0;
        while (await rows.ReadAsync(stop).ConfigureAwait(false))
        {
            json.Write(rows);
            json.Buffer.WriteByte((byte)'\n');
            count++;
            if (json.Buffer.Length >= BlockSize)
                await json.MoveAsync(output, stop).ConfigureAwait(false);
        }

        await json.MoveAsync(output, stop).ConfigureAwait(false);
        return new PageRows(string.Join(dialect.Delimiter.ToString(), rows.Columns.Select(static c => $"\"{c}\"")), count, rows.Received);
    }
}
