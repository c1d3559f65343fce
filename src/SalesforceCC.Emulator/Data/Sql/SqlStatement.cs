using System.Text;
using SQLitePCL;

namespace SalesforceCC.Emulator.Data.Sql;

/// <summary>A prepared statement. Disposing resets it and gives it back to its connection.</summary>
internal sealed class SqlStatement(SqlConnection connection, string sql, sqlite3_stmt handle) : IDisposable
{
    // The handle keeps the statement alive; the pointer is what SQLite takes.
    private readonly nint _pointer = handle.DangerousGetHandle();

    public string Sql => sql;

    public void Bind(int index, object? value)
    {
        int code = value switch
        {
            null => raw.sqlite3_bind_null(handle, index),
            string text => raw.sqlite3_bind_text(handle, index, Encoding.UTF8.GetBytes(text)),
            long number => raw.sqlite3_bind_int64(handle, index, number),
            int number => raw.sqlite3_bind_int64(handle, index, number),
            double number => raw.sqlite3_bind_double(handle, index, number),
            bool flag => raw.sqlite3_bind_int64(handle, index, flag ? 1 : 0),
            byte[] blob => raw.sqlite3_bind_blob(handle, index, blob),
            _ => throw new ArgumentException($"No SQL type for {value.GetType()}.", nameof(value)),
        };
        connection.Check(code);
    }

    public void BindText(int index, ReadOnlySpan<byte> utf8) =>
        connection.Check(Native.BindText(_pointer, index, utf8, utf8.Length, Native.Transient));

    public void BindInteger(int index, long value) =>
        connection.Check(Native.BindInteger(_pointer, index, value));

    public void BindReal(int index, double value) =>
        connection.Check(Native.BindReal(_pointer, index, value));

    /// <summary>Moves to the next row; false at the end.</summary>
    public bool Step()
    {
        int code = Native.Step(_pointer);
        if (code == raw.SQLITE_ROW) return true;
        if (code != raw.SQLITE_DONE) connection.Check(code);
        return false;
    }

    /// <summary>Makes the statement ready to run again, with the same values until others are bound.</summary>
    public void Reset() => Native.Reset(_pointer);

    public bool IsNull(int column) => Native.Type(_pointer, column) == raw.SQLITE_NULL;

    /// <summary>A text or blob, in SQLite's memory: valid until the next step. Empty for null.</summary>
    public unsafe ReadOnlySpan<byte> Utf8(int column)
    {
        // In this order: the call for the bytes' address may convert them, and then their number is known.
        nint start = Native.Blob(_pointer, column);
        return new ReadOnlySpan<byte>((void*)start, Native.Bytes(_pointer, column));
    }

    public string Text(int column) => Encoding.UTF8.GetString(Utf8(column));

    public long Integer(int column) => Native.Integer(_pointer, column);

    public double Real(int column) => Native.Real(_pointer, column);

    /// <summary>The value as the .NET type that <see cref="Bind"/> takes.</summary>
    public object? Value(int column)
    {
        int type = Native.Type(_pointer, column);
        if (type == raw.SQLITE_INTEGER) return Integer(column);
        if (type == raw.SQLITE_FLOAT) return Real(column);
        if (type == raw.SQLITE_TEXT) return Text(column);
        return type == raw.SQLITE_BLOB ? Utf8(column).ToArray() : null;
    }

    internal void Close() => handle.Dispose();

    public void Dispose()
    {
        Reset();
        raw.sqlite3_clear_bindings(handle);
        connection.GiveBack(this);
    }
}
