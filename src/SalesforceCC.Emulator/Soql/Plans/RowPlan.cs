using SalesforceCC.Emulator.Data.Rows;
using SalesforceCC.Emulator.Data.Sql;

namespace SalesforceCC.Emulator.Soql.Plans;

/// <summary>
/// A translated query for rows. It runs in two steps: one statement finds the numbers of the rows, which is the
/// snapshot; another reads the rows of a page by number. So a page costs the same wherever it lies, and a query over a
/// million rows keeps four megabytes.
/// </summary>
internal sealed class RowPlan
{
    private const int LongTextPage = 200;

    /// <summary>The table, quoted.</summary>
    public required string Table { get; init; }

    /// <summary>Finds the rows; for a subquery, its first argument is the parent's id.</summary>
    public required string KeySql { get; init; }

    public required IReadOnlyList<object?> KeyArguments { get; init; }

    /// <summary>Reads rows; ends with FROM and its joins.</summary>
    public required string RowSql { get; init; }

    /// <summary>The table's alias in <see cref="RowSql"/>.</summary>
    public required string RowAlias { get; init; }

    /// <summary>The records, as JSON nests them.</summary>
    public required RecordShape Shape { get; init; }

    /// <summary>The values in the order in which they were asked for, those of parents among them, as a table has them.</summary>
    public required IReadOnlyList<Cell> Columns { get; init; }

    public required IReadOnlyList<ChildrenCell> Children { get; init; }

    /// <summary>Neither filter nor order: all rows of the table, or all living ones.</summary>
    public required bool WholeTable { get; init; }

    public required bool IncludeDeleted { get; init; }

    public required int? Limit { get; init; }

    public required int Offset { get; init; }

    /// <summary>Two long texts or more make pages short.</summary>
    public required bool LongTexts { get; init; }

    public string OneRowSql => $"{RowSql} WHERE {RowAlias}.rowid = ?1";

    public string RangeSql => $"{RowSql} WHERE {RowAlias}.rowid BETWEEN ?1 AND ?2 ORDER BY {RowAlias}.rowid";

    public int PageSize(int asked) => LongTexts ? Math.Min(asked, LongTextPage) : asked;

    public RowIds ReadIds(SqlConnection connection, string? parentId = null)
    {
        if (WholeTable && parentId is null && !HasDeleted(connection))
        {
            // Rows are numbered from 1 and never vanish: nothing needs to be read.
            int last = (int)connection.ReadInteger($"SELECT max(rowid) FROM {Table}");
            int count = Math.Max(0, last - Offset);
            return new RowIds(Offset + 1, Math.Min(count, Limit ?? int.MaxValue));
        }
        List<int> rows = [];
        using SqlStatement keys = connection.Prepare(KeySql, KeyArguments);
        if (parentId is not null) keys.Bind(1, parentId);
        while (keys.Step()) rows.Add((int)keys.Integer(0));
        return new RowIds([.. rows]);
    }

    /// <summary>There are rows that the query must leave out.</summary>
    private bool HasDeleted(SqlConnection connection)
    {
        int least = IncludeDeleted ? (int)TableSql.Purged : 1;
        return connection.ReadInteger($"SELECT EXISTS (SELECT 1 FROM {Table} WHERE \"IsDeleted\" >= {least})") != 0;
    }
}
