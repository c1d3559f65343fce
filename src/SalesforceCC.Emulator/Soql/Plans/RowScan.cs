using SalesforceCC.Emulator.Data.Sql;

namespace SalesforceCC.Emulator.Soql.Plans;

/// <summary>
/// Reads rows of a snapshot one after the other. Whoever writes them looks at the statement's current row, in SQLite's memory.
/// </summary>
internal sealed class RowScan : IDisposable
{
    private readonly RowIds _ids;
    private readonly bool _range;
    private readonly int _to;
    private int _at;

    /// <summary>Reads the rows from an index to another (excluded).</summary>
    public RowScan(SqlConnection connection, RowPlan plan, RowIds ids, int from, int to)
    {
        _ids = ids;
        _at = from;
        _to = to;
        _range = from < to && ids.IsRange(from, to);
        Row = connection.Prepare(_range ? plan.RangeSql : plan.OneRowSql);
        if (!_range) return;
        Row.BindInteger(1, ids[from]);
        Row.BindInteger(2, ids[to - 1]);
    }

    /// <summary>The row where it stands.</summary>
    public SqlStatement Row { get; }

    /// <summary>Goes on to the next row; false at the end.</summary>
    public bool Next()
    {
        if (_at >= _to) return false;
        if (!_range)
        {
            Row.Reset();
            Row.BindInteger(1, _ids[_at]);
        }
        _at++;
        return Row.Step();
    }

    public void Dispose() => Row.Dispose();
}
