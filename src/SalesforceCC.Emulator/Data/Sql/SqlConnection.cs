using SQLitePCL;

namespace SalesforceCC.Emulator.Data.Sql;

/// <summary>
/// One connection to the org's database. It sits on SQLite's C functions rather than on ADO.NET, because a page of rows
/// is copied as UTF-8 from SQLite's memory into the answer, without a string for every value. Not for two threads at
/// once.
/// </summary>
internal sealed class SqlConnection : IDisposable
{
    private const int LongestCached = 8_192;
    private const int MostCached = 200;

    private readonly sqlite3 _handle;
    private readonly Dictionary<string, Stack<SqlStatement>> _idle = new(StringComparer.Ordinal);
    private int _idleCount;

    static SqlConnection() => Batteries_V2.Init();

    private SqlConnection(sqlite3 handle)
    {
        _handle = handle;
        SqlFunctions.Register(handle);
    }

    public static SqlConnection Open(string path)
    {
        const int Flags = raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_CREATE | raw.SQLITE_OPEN_NOMUTEX;
        int code = raw.sqlite3_open_v2(path, out sqlite3 handle, Flags, null);
        if (code != raw.SQLITE_OK) throw new InvalidOperationException($"SQLite cannot open {path} (code {code}).");
        raw.sqlite3_busy_timeout(handle, 10_000);
        SqlConnection connection = new(handle);
        // Reads come from the mapped file, without a copy into a cache of SQLite's own.
        connection.Execute("PRAGMA mmap_size = 1073741824; PRAGMA synchronous = OFF");
        return connection;
    }

    /// <summary>Runs statements that give no rows.</summary>
    public void Execute(string sql) => Check(raw.sqlite3_exec(_handle, sql));

    /// <summary>A statement ready to be bound, prepared now or earlier; disposing gives it back for reuse.</summary>
    public SqlStatement Prepare(string sql)
    {
        if (_idle.TryGetValue(sql, out Stack<SqlStatement>? stack) && stack.TryPop(out SqlStatement? known))
        {
            _idleCount--;
            return known;
        }
        Check(raw.sqlite3_prepare_v2(_handle, sql, out sqlite3_stmt statement));
        return new SqlStatement(this, sql, statement);
    }

    /// <summary>Prepares and binds <c>?1</c>, <c>?2</c> and so on.</summary>
    public SqlStatement Prepare(string sql, IReadOnlyList<object?> arguments)
    {
        SqlStatement statement = Prepare(sql);
        for (int i = 0; i < arguments.Count; i++) statement.Bind(i + 1, arguments[i]);
        return statement;
    }

    /// <summary>Runs a statement whose rows are of no interest.</summary>
    public void Run(string sql, params object?[] arguments)
    {
        using SqlStatement statement = Prepare(sql, arguments);
        while (statement.Step())
        {
        }
    }

    /// <summary>The first column of the first row; null where there is none.</summary>
    public string? ReadText(string sql, params object?[] arguments)
    {
        using SqlStatement statement = Prepare(sql, arguments);
        return statement.Step() && !statement.IsNull(0) ? statement.Text(0) : null;
    }

    /// <summary>The first column of the first row; 0 where there is none.</summary>
    public long ReadInteger(string sql, params object?[] arguments)
    {
        using SqlStatement statement = Prepare(sql, arguments);
        return statement.Step() ? statement.Integer(0) : 0;
    }

    internal void GiveBack(SqlStatement statement)
    {
        if (statement.Sql.Length > LongestCached || _idleCount >= MostCached)
        {
            statement.Close();
            return;
        }
        if (!_idle.TryGetValue(statement.Sql, out Stack<SqlStatement>? stack))
            _idle[statement.Sql] = stack = new Stack<SqlStatement>();
        stack.Push(statement);
        _idleCount++;
    }

    internal void Check(int code)
    {
        if (code == raw.SQLITE_OK) return;
        string reason = raw.sqlite3_errmsg(_handle).utf8_to_string();
        throw new InvalidOperationException($"SQLite: {reason} (code {code}).");
    }

    public void Dispose()
    {
        foreach (SqlStatement statement in _idle.Values.SelectMany(s => s)) statement.Close();
        _idle.Clear();
        raw.sqlite3_close_v2(_handle);
        _handle.Dispose();
    }
}
