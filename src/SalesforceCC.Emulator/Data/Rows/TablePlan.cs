using SalesforceCC.Emulator.Data.Rules;

namespace SalesforceCC.Emulator.Data.Rows;

/// <summary>
/// What writing the rows of an object needs to know, made once: columns by name, SQL, and what must hold for each row.
/// </summary>
internal sealed class TablePlan
{
    private readonly Dictionary<string, int> _index = new(StringComparer.OrdinalIgnoreCase);

    public TablePlan(SObjectType type, IReadOnlyList<IRowRule> rules)
    {
        Type = type;
        Rules = rules;
        SObjectField[] fields = [.. TableSql.Columns(type)];
        Columns = [.. fields.Select(f => f.Name), .. TableSql.Hidden(type)];
        for (int i = 0; i < Columns.Count; i++) _index.Add(Columns[i], i);
        string names = string.Join(", ", Columns.Select(c => $"\"{c}\""));
        InsertSql = $"INSERT INTO \"{type.Name}\" (rowid, {names}) VALUES (?1, {string.Join(", ", Columns.Select((_, i) => $"?{i + 2}"))})";
        SelectSql = $"SELECT rowid, {names} FROM \"{type.Name}\" WHERE \"Id\" = ?1";
        Required = [.. type.Fields.Where(f => !f.Nillable && f.Createable && f.Kind != FieldKind.Boolean)];
        Unique = [.. type.Fields.Where(f => f.Unique)];
        References = [.. type.Fields.Where(f => f.Type == "reference")];
        Defaulted = [.. type.Fields.Where(f => f.DefaultValue is not null || f.AutoNumberFormat is not null)];
    }

    public SObjectType Type { get; }

    public IReadOnlyList<IRowRule> Rules { get; }

    /// <summary>Names of all columns, also of those that the object does not show.</summary>
    public IReadOnlyList<string> Columns { get; }

    public string InsertSql { get; }

    /// <summary>Gives the number of the row with an id, and all its values.</summary>
    public string SelectSql { get; }

    public IReadOnlyList<SObjectField> Required { get; }

    public IReadOnlyList<SObjectField> Unique { get; }

    public IReadOnlyList<SObjectField> References { get; }

    public IReadOnlyList<SObjectField> Defaulted { get; }

    /// <summary>The column's place; negative where there is none.</summary>
    public int Find(string column) => _index.GetValueOrDefault(column, -1);
}
