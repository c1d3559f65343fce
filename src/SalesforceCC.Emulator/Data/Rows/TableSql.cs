using SalesforceCC.Emulator.Data.Sql;

namespace SalesforceCC.Emulator.Data.Rows;

/// <summary>SQL of the objects' tables: one column a field, the row's number as rowid.</summary>
internal static class TableSql
{
    /// <summary>With which row this one went to the recycle bin; null for rows that were deleted by themselves.</summary>
    public const string DeletedWith = "DeletedWith";

    /// <summary>IsDeleted of a row that is gone for good. It keeps its number: whole tables are read by number, without gaps.</summary>
    public const long Purged = 2;

    // Every row has these, also of objects that do not show them.
    private static readonly string[] s_hidden =
        ["IsDeleted", "CreatedDate", "CreatedById", "LastModifiedDate", "LastModifiedById", "SystemModstamp", DeletedWith];

    public static void Create(SqlConnection connection, SObjectType type)
    {
        IEnumerable<string> columns = Columns(type).Select(f => $"\"{f.Name}\" {ColumnType(f)}");
        IEnumerable<string> hidden = Hidden(type).Select(h => $"\"{h}\"");
        connection.Execute($"CREATE TABLE \"{type.Name}\" ({string.Join(", ", columns.Concat(hidden))})");
    }

    /// <summary>
    /// Indexes, for after the table has been filled: building them at once is faster than row by row.
    /// </summary>
    public static void CreateIndexes(SqlConnection connection, SObjectType type)
    {
        Index(connection, type, "Id", unique: true);
        Index(connection, type, "IsDeleted", unique: false);
        foreach (SObjectField field in Columns(type).Where(IsLookedUp))
            Index(connection, type, field.Name, unique: false);
    }

    /// <summary>The index of a field that is looked up; none for others.</summary>
    public static void CreateIndex(SqlConnection connection, SObjectType type, SObjectField field)
    {
        if (IsLookedUp(field)) Index(connection, type, field.Name, unique: false);
    }

    /// <summary>Columns that are no fields.</summary>
    public static IEnumerable<string> Hidden(SObjectType type) => s_hidden.Where(h => type.FindField(h) is null);

    /// <summary>Fields that have a column; compound ones are made of others.</summary>
    public static IEnumerable<SObjectField> Columns(SObjectType type) =>
        type.Fields.Where(f => f.Kind != FieldKind.Address);

    /// <summary>
    /// Keys and parents. An owner has so many rows that scanning for them is as fast, and an index would slow every
    /// insert.
    /// </summary>
    public static bool IsLookedUp(SObjectField field) =>
        field.Unique ||
        field.ExternalId ||
        (field.Type == "reference" && field.Name is not ("OwnerId" or "CreatedById" or "LastModifiedById"));

    private static void Index(SqlConnection connection, SObjectType type, string column, bool unique)
    {
        string kind = unique ? "UNIQUE INDEX" : "INDEX";
        connection.Execute($"CREATE {kind} \"{type.Name}.{column}\" ON \"{type.Name}\" (\"{column}\")");
    }

    public static string ColumnType(SObjectField field) => field.Kind switch
    {
        FieldKind.Text when field.CaseSensitive => "TEXT",
        FieldKind.Text => $"TEXT COLLATE {SqlFunctions.Collation}",
        FieldKind.Boolean or FieldKind.Int => "INTEGER",
        FieldKind.Double => "REAL",
        _ => "TEXT",
    };
}
