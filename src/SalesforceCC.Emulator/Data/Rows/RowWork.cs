using SalesforceCC.Emulator.Data.Sql;

namespace SalesforceCC.Emulator.Data.Rows;

/// <summary>
/// What a rule can do besides changing its row: look at other rows, and change them, in the same transaction, through the
/// same pipeline.
/// </summary>
internal sealed class RowWork(RowPipeline pipeline, SqlConnection connection, ChangeContext context)
{
    private readonly ChangeContext _context = context with { AsSystem = true, Follows = true };

    /// <summary>For reading only.</summary>
    public SqlConnection Connection => connection;

    public AdminRules Admin => pipeline.Admin;

    public bool Has(string type, string field) => pipeline.Type(type).FindField(field) is not null;

    /// <summary>Is it the id of a row of this object?</summary>
    public bool IsOf(string type, string id) => SalesforceId.Prefix(id) == pipeline.Type(type).KeyPrefix;

    /// <summary>Ids of the living rows with these values; none where one of them is null.</summary>
    public IReadOnlyList<string> Find(string type, params ReadOnlySpan<(string Field, object? Value)> values)
    {
        List<string> conditions = [], ids = [];
        List<object?> arguments = [];
        foreach ((string field, object? value) in values)
        {
            if (value is null) return [];
            arguments.Add(value);
            conditions.Add($"\"{field}\" = ?{arguments.Count}");
        }
        using SqlStatement row = connection.Prepare(
            $"SELECT \"Id\" FROM \"{type}\" WHERE {string.Join(" AND ", conditions)} AND +\"IsDeleted\" = 0", arguments);
        while (row.Step()) ids.Add(row.Text(0));
        return ids;
    }

    /// <summary>A value of a row; null where it or the row is missing.</summary>
    public object? Read(string type, string id, string field)
    {
        using SqlStatement row = connection.Prepare($"SELECT \"{field}\" FROM \"{type}\" WHERE \"Id\" = ?1", [id]);
        return row.Step() ? row.Value(0) : null;
    }

    /// <summary>Inserts a row and returns its id.</summary>
    public string Insert(string type, params ReadOnlySpan<(string Field, object? Value)> values)
    {
        RowChange row = pipeline.New(connection, pipeline.Type(type), _context);
        foreach ((string field, object? value) in values) row[field] = value;
        return pipeline.Write(connection, row).Id;
    }

    /// <summary>Changes a living row.</summary>
    public void Update(string type, string id, params ReadOnlySpan<(string Field, object? Value)> values)
    {
        RowChange row = pipeline.Read(connection, pipeline.Type(type), id, RowOperation.Update, _context);
        foreach ((string field, object? value) in values) row[field] = value;
        pipeline.Write(connection, row);
    }
}
