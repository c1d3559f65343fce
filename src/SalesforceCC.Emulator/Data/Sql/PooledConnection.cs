namespace SalesforceCC.Emulator.Data.Sql;

/// <summary>A connection for the time of one read, which sees one state of the data from beginning to end.</summary>
internal readonly struct PooledConnection : IDisposable
{
    private readonly ConnectionPool? _home;

    /// <param name="connection">The connection.</param>
    /// <param name="home">Where it goes back to; null for the writer, which has a transaction of its own.</param>
    public PooledConnection(SqlConnection connection, ConnectionPool? home)
    {
        Connection = connection;
        _home = home;
        // One transaction also saves locking the file for every row.
        if (home is not null) connection.Execute("BEGIN");
    }

    public SqlConnection Connection { get; }

    public void Dispose()
    {
        if (_home is null) return;
        Connection.Execute("COMMIT");
        _home.Return(Connection);
    }
}
