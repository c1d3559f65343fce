using System.Collections.Concurrent;
using SalesforceCC.Emulator.Data.Schema;

namespace SalesforceCC.Emulator.Data.Sql;

/// <summary>
/// Connections to the org's database: many that read, each with its prepared statements, and one that writes. A thread
/// that holds the writer reads through it too, so that it sees its own changes.
/// </summary>
internal sealed class ConnectionPool(string path, Outbox outbox, LiveSchema schema) : IDisposable
{
    private readonly ConcurrentBag<SqlConnection> _idle = [];
    private readonly object _writing = new();
    private readonly SqlConnection _writer = SqlConnection.Open(path);
    private volatile bool _closed;
    private int _depth;

    /// <summary>Called when work has been undone: what was kept of it in memory is not true.</summary>
    public Action? RolledBack { get; set; }

    /// <summary>A connection to read with.</summary>
    public PooledConnection Rent()
    {
        if (Monitor.IsEntered(_writing)) return new PooledConnection(_writer, null);
        return new PooledConnection(_idle.TryTake(out SqlConnection? idle) ? idle : SqlConnection.Open(path), this);
    }

    /// <summary>Takes a connection back.</summary>
    public void Return(SqlConnection connection)
    {
        if (_closed) connection.Dispose();
        else _idle.Add(connection);
    }

    /// <summary>
    /// Runs work that writes, alone and in one transaction: a failure undoes all of it. Inside another such call, the
    /// failure undoes the inner work only.
    /// </summary>
    public T Write<T>(Func<SqlConnection, T> work)
    {
        lock (_writing)
        {
            bool inner = _depth++ > 0;
            int told = outbox.Count;
            object? staged = schema.Mark();
            T result;
            _writer.Run(inner ? "SAVEPOINT inner_work" : "BEGIN IMMEDIATE");
            try
            {
                result = work(_writer);
                _writer.Run(inner ? "RELEASE inner_work" : "COMMIT");
            }
            catch
            {
                _writer.Execute(inner ? "ROLLBACK TO inner_work; RELEASE inner_work" : "ROLLBACK");
                outbox.Shorten(told);
                schema.Undo(staged);
                RolledBack?.Invoke();
                // Nothing of it has been committed, but some of it does not depend on that.
                if (!inner) outbox.Tell();
                throw;
            }
            finally
            {
                _depth--;
            }
            // Before another transaction begins, so that changes are told in their order.
            if (inner) return result;
            schema.Publish();
            outbox.Tell();
            return result;
        }
    }

    /// <summary>Use of the writer outside a transaction, while the org is set up.</summary>
    public SqlConnection Setup => _writer;

    public void Dispose()
    {
        // Requests that still read give their connections back later.
        _closed = true;
        while (_idle.TryTake(out SqlConnection? idle)) idle.Dispose();
        lock (_writing) _writer.Dispose();
    }
}
