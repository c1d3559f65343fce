using SalesforceCC.Emulator.Data;
using SalesforceCC.Emulator.Data.Sql;
using SalesforceCC.Emulator.Soql.Plans;

namespace SalesforceCC.Emulator.Soql.Results.Csv;

/// <summary>
/// Writes the rows of a plan as a table: a column for each value, parents' values under their paths. Numbers look as in JSON;
/// that moments end with Z instead of +0000 is from memory.
/// </summary>
internal sealed class CsvRowWriter
{
    private readonly RowPlan _plan;
    private readonly ValueCell[] _cells;

    /// <exception cref="SalesforceError">The plan has more than plain values.</exception>
    public CsvRowWriter(RowPlan plan)
    {
        _plan = plan;
        _cells = [.. plan.Columns.Select(Plain)];
    }

    public void WriteHeader(CsvBuffer csv)
    {
        foreach (ValueCell cell in _cells) csv.Text(cell.Path);
        csv.EndLine();
    }

    /// <summary>Writes the rows from an index to another (excluded), and calls somebody after each.</summary>
    public void WriteRows(CsvBuffer csv, SqlConnection connection, RowIds ids, int from, int to, Action written)
    {
        using RowScan rows = new(connection, _plan, ids, from, to);
        while (rows.Next())
        {
            foreach (ValueCell cell in _cells) Write(csv, rows.Row, cell);
            csv.EndLine();
            written();
        }
    }

    // Where the code is from memory, the text is known from reports.
    private static ValueCell Plain(Cell cell) => cell as ValueCell ?? throw new SalesforceError(
        400,
        "API_ERROR",
        cell is BlobCell ? "Selecting binary data not supported in Bulk Query" : "Selecting compound data not supported in Bulk Query",
        cell.Path);

    private static void Write(CsvBuffer csv, SqlStatement row, ValueCell cell)
    {
        switch (cell.Kind)
        {
            case FieldKind.Text or FieldKind.LongText:
                csv.Text(row.Utf8(cell.Column));
                return;
            case FieldKind.DateTime:
                Moment(csv, row.Utf8(cell.Column));
                return;
        }
        csv.Start();
        if (!row.IsNull(cell.Column)) Simple(csv, row, cell);
        csv.End();
    }

    private static void Simple(CsvBuffer csv, SqlStatement row, ValueCell cell)
    {
        switch (cell.Kind)
        {
            case FieldKind.Boolean:
                csv.Boolean(row.Integer(cell.Column) != 0);
                break;
            case FieldKind.Int:
                csv.Integer(row.Integer(cell.Column));
                break;
            case FieldKind.Double:
                csv.Double(row.Real(cell.Column));
                break;
            default:
                csv.Raw(row.Utf8(cell.Column));
                break;
        }
    }

    private static void Moment(CsvBuffer csv, ReadOnlySpan<byte> moment)
    {
        csv.Start();
        bool inUtc = moment.EndsWith("+0000"u8);
        csv.Raw(inUtc ? moment[..^5] : moment);
        if (inUtc) csv.Raw("Z"u8);
        csv.End();
    }
}
