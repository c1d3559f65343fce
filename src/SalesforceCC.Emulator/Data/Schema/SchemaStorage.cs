using SalesforceCC.Emulator.Data.Rows;
using SalesforceCC.Emulator.Data.Sql;

namespace SalesforceCC.Emulator.Data.Schema;

/// <summary>
/// Lets tables follow the schema. What it no longer has stays where it is, unseen, for cursors that are open; when something
/// of its name comes back, it makes room and is never seen again.
/// </summary>
internal static class SchemaStorage
{
    public static void Apply(SqlConnection connection, OrgSchema before, OrgSchema after)
    {
        foreach (SObjectType type in after.Types)
        {
            if (before.Find(type.Name) is { } old) Follow(connection, old, type);
            else Create(connection, type);
        }
    }

    private static void Create(SqlConnection connection, SObjectType type)
    {
        if (Exists(connection, type.Name))
        {
            foreach (string index in Names(connection, $"SELECT name FROM pragma_index_list('{type.Name}')"))
                connection.Execute($"DROP INDEX \"{index}\"");
            connection.Execute($"ALTER TABLE \"{type.Name}\" RENAME TO \"{FreeTable(connection, type.Name)}\"");
        }
        TableSql.Create(connection, type);
        TableSql.CreateIndexes(connection, type);
    }

    private static void Follow(SqlConnection connection, SObjectType old, SObjectType type)
    {
        HashSet<string>? columns = null;
        foreach (SObjectField field in TableSql.Columns(type))
        {
            SObjectField? known = old.FindField(field.Name) is { Kind: not FieldKind.Address } f ? f : null;
            bool hidden = TableSql.Hidden(old).Contains(field.Name, StringComparer.OrdinalIgnoreCase);
            if (!hidden && (known is null || TableSql.ColumnType(known) != TableSql.ColumnType(field) || known.Kind != field.Kind))
            {
                columns ??= [.. Names(connection, $"SELECT name FROM pragma_table_info('{type.Name}')")];
                AddColumn(connection, type, field, known, columns);
            }
            if (known is null ? !hidden : TableSql.IsLookedUp(field) && !TableSql.IsLookedUp(known))
                TableSql.CreateIndex(connection, type, field);
        }
    }

    private static void AddColumn(
        SqlConnection connection, SObjectType type, SObjectField field, SObjectField? known, HashSet<string> columns)
    {
        string? away = null;
        if (columns.Contains(field.Name, StringComparer.OrdinalIgnoreCase))
        {
            away = Enumerable.Range(1, int.MaxValue).Select(i => FormattableString.Invariant($"{field.Name}~{i}")).First(n => !columns.Contains(n));
            connection.Execute($"DROP INDEX IF EXISTS \"{type.Name}.{field.Name}\"");
            connection.Execute($"ALTER TABLE \"{type.Name}\" RENAME COLUMN \"{field.Name}\" TO \"{away}\"");
        }
        connection.Execute($"ALTER TABLE \"{type.Name}\" ADD COLUMN \"{field.Name}\" {TableSql.ColumnType(field)}");
        string? value = known is not null && away is not null ? Converted($"\"{away}\"", known.Kind, field.Kind)
            : field.Kind == FieldKind.Boolean ? field.DefaultValue == "true" ? "1" : "0"
            : null;
        if (value is not null) connection.Execute($"UPDATE \"{type.Name}\" SET \"{field.Name}\" = {value}");
    }

    /// <summary>What a value becomes when its field gets another type; null where there is no such value.</summary>
    private static string? Converted(string value, FieldKind from, FieldKind to) => (from, to) switch
    {
        _ when from == to => value,
        (FieldKind.Int or FieldKind.Double, FieldKind.Int) => $"CAST(ROUND({value}) AS INTEGER)",
        (FieldKind.Int, FieldKind.Double) => $"CAST({value} AS REAL)",
        (FieldKind.DateTime, FieldKind.Date) => $"substr({value}, 1, 10)",
        (FieldKind.Date, FieldKind.DateTime) => $"{value} || 'T00:00:00.000+0000'",
        (FieldKind.Boolean or FieldKind.Blob, FieldKind.Text or FieldKind.LongText) => null,
        (_, FieldKind.Text or FieldKind.LongText) => $"CAST({value} AS TEXT)",
        (FieldKind.Text or FieldKind.LongText, FieldKind.Int or FieldKind.Double) =>
            $"CASE WHEN {value} <> '' AND {value} NOT GLOB '*[^0-9.-]*' THEN CAST({value} AS {(to == FieldKind.Int ? "INTEGER" : "REAL")}) END",
        (_, FieldKind.Boolean) => "0",
        _ => null,
    };

    private static bool Exists(SqlConnection connection, string table) =>
        connection.ReadInteger("SELECT COUNT(*) FROM sqlite_master WHERE type = 'table' AND name = ?1 COLLATE NOCASE", table) > 0;

    private static string FreeTable(SqlConnection connection, string name) =>
        Enumerable.Range(1, int.MaxValue).Select(i => FormattableString.Invariant($"{name}~{i}")).First(n => !Exists(connection, n));

    private static List<string> Names(SqlConnection connection, string sql)
    {
        List<string> names = [];
        using SqlStatement row = connection.Prepare(sql);
        while (row.Step()) names.Add(row.Text(0));
        return names;
    }
}
