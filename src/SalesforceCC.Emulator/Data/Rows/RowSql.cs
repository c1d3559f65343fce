using SalesforceCC.Emulator.Data.Blobs;
using SalesforceCC.Emulator.Data.Sql;

namespace SalesforceCC.Emulator.Data.Rows;

/// <summary>Writes a row: one statement an object for inserts, one a set of fields for updates.</summary>
internal static class RowSql
{
    public static void Write(SqlConnection connection, RowChange row)
    {
        if (row.IsNew) Insert(connection, row);
        else Update(connection, row);
    }

    private static void Insert(SqlConnection connection, RowChange row)
    {
        using SqlStatement insert = connection.Prepare(row.Plan.InsertSql);
        insert.BindInteger(1, row.Number);
        for (int i = 0; i < row.Values.Count; i++)
            if (row.Values[i] is { } value) insert.Bind(i + 2, Stored(value));
        insert.Step();
    }

    private static void Update(SqlConnection connection, RowChange row)
    {
        int[] columns = [.. Enumerable.Range(0, row.Plan.Columns.Count).Where(row.IsChanged)];
        string names = string.Join(", ", columns.Select((column, i) => $"\"{row.Plan.Columns[column]}\" = ?{i + 1}"));
        connection.Run(
            $"UPDATE \"{row.Type.Name}\" SET {names} WHERE rowid = ?{columns.Length + 1}",
            [.. columns.Select(column => Stored(row.Values[column])), row.Number]);
    }

    private static object? Stored(object? value) => value is StoredBlob blob ? blob.Name : value;
}
