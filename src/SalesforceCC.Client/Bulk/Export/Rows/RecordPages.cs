using System.Runtime.CompilerServices;
using System.Text;
using SalesforceCC.Records;
using SalesforceCC.Rest;

namespace SalesforceCC.Bulk;

/// <summary>Makes records of pages of CSV, as a query by REST would have given them: some at a time, and the next while these are used.</summary>
internal sealed class RecordPages(BulkApi api, RowTypes types, Selection? selection, CsvDialect dialect)
{
    private const int RowsAtOnce = 2_000;

    private static readonly byte[] s_start = Encoding.ASCII.GetBytes("""{"done":true,"records":[""");
    private static readonly byte[] s_end = Encoding.ASCII.GetBytes("]}");

    private readonly PageReader _reader = new(api.Session.FieldTypes, selection, RecordOrigin.Of(api.Session));

    /// <summary>The records of a page.</summary>
    public async IAsyncEnumerable<RecordPage> ReadAsync(Stream csv, [EnumeratorCancellation] CancellationToken stop)
    {
        using QueryRows rows = await QueryRows.OpenAsync(csv, dialect, stop).ConfigureAwait(false);
        if (rows.Columns.Count == 0)
            yield break;
        RowNode row = await types.GetAsync(rows.Columns, stop).ConfigureAwait(false);
        using RowJson json = new(row, withAttributes: true, $"{RestPath.Base(api.Version)}sobjects/");
        Task<RecordPage> next = Task.Run(() => ReadSomeAsync(rows, json, stop), stop);
        try
        {
            while (true)
            {
                RecordPage page = await next.ConfigureAwait(false);
                if (page.Count == 0)
                    yield break;
                page.DescribeFailures = [.. types.Failures, .. page.DescribeFailures];
                next = Task.Run(() => ReadSomeAsync(rows, json, stop), stop);
                yield return page;
            }
        }
        finally
        {
            // It reads what is closed now.
            await Task.WhenAny(next).ConfigureAwait(false);
            next.Forget();
        }
    }

    private async Task<RecordPage> ReadSomeAsync(QueryRows rows, RowJson json, CancellationToken stop)
    {
        json.Buffer.SetLength(0);
        json.Buffer.Write(s_start, 0, s_start.Length);
        for (int count = 0; count < RowsAtOnce && await rows.ReadAsync(stop).ConfigureAwait(false); count++)
        {
            if (count > 0)
                json.Buffer.WriteByte((byte)',');
            json.Write(rows);
        }

        json.Buffer.Write(s_end, 0, s_end.Length);
        json.Buffer.Position = 0;
        return await _reader.ReadAsync(json.Buffer, onNextRecordsUrl: null, stop).ConfigureAwait(false);
    }
}
