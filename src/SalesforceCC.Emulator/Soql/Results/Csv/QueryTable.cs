using SalesforceCC.Emulator.Data;
using SalesforceCC.Emulator.Data.Sql;
using SalesforceCC.Emulator.Soql.Plans;

namespace SalesforceCC.Emulator.Soql.Results.Csv;

/// <summary>A query for rows that are wanted as one table.</summary>
internal sealed class QueryTable
{
    private const int FlushAt = 256 * 1024;

    private readonly ConnectionPool _connections;
    private readonly QueryPlan _plan;
    private readonly RowPlan _rows;
    private readonly CsvRowWriter _writer;

    /// <exception cref="SalesforceError">The query is not for plain values of rows.</exception>
    public QueryTable(ConnectionPool connections, QueryPlan plan)
    {
        _connections = connections;
        _plan = plan;
        _rows = plan.Rows ?? throw new SalesforceError(
            400, "MALFORMED_QUERY", "Aggregate Relationships not supported in Bulk Query");
        _writer = new CsvRowWriter(_rows);
    }

    /// <summary>The object that is queried.</summary>
    public SObjectType Type => _plan.Type;

    /// <summary>The rows come in an order of the query's own.</summary>
    public bool Ordered => _plan.Query.OrderBy.Count > 0;

    /// <summary>Writes the header and all rows as they are now, and calls somebody after each with the bytes so far.</summary>
    /// <returns>Bytes of the header.</returns>
    public long Write(Stream utf8, CsvFormat format, Action<long> written, CancellationToken cancel)
    {
        using PooledConnection pooled = _connections.Rent();
        using CsvBuffer csv = new(format);
        long flushed = 0;
        RowIds ids = _rows.ReadIds(pooled.Connection);
        _writer.WriteHeader(csv);
        long header = csv.Length;
        _writer.WriteRows(csv, pooled.Connection, ids, 0, ids.Count, After);
        csv.DrainTo(utf8);
        return header;

        void After()
        {
            written(flushed + csv.Length);
            if (csv.Length < FlushAt) return;
            cancel.ThrowIfCancellationRequested();
            flushed += csv.Length;
            csv.DrainTo(utf8);
        }
    }
}
