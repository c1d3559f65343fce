using System.Collections.Concurrent;

namespace SalesforceCC.Emulator.Data.Sql;

/// <summary>A connection for the time of one read.</summary>
internal readonly struct PooledConnection(SqlConnection connection, ConcurrentBag<SqlConnection>? home) : IDisposable
{
    public SqlConnection Connection => connection;

    public void Dispose() => home?.Add(connection);
}
