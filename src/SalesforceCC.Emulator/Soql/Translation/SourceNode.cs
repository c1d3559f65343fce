using SalesforceCC.Emulator.Data;

namespace SalesforceCC.Emulator.Soql.Translation;

/// <summary>
/// A place that field paths lead to: the queried object, or a parent. A polymorphic parent, such as a task's What, is
/// joined with the tables of all objects it may be; at most one of them has the row.
/// </summary>
/// <param name="name">Relationship name in the schema's case; empty for the queried object.</param>
/// <param name="tables">The tables that may hold the row.</param>
/// <param name="idSql">SQL of the row's id, null for no parent.</param>
/// <param name="polymorphic">Reached by a reference to several objects.</param>
internal sealed class SourceNode(string name, IReadOnlyList<SourceTable> tables, string idSql, bool polymorphic)
{
    private static readonly SObjectField s_name = new() { Name = "Name", Label = "Name", Type = "string" };
    private static readonly SObjectField s_type = new() { Name = "Type", Label = "Type", Type = "string" };

    public string Name => name;

    public IReadOnlyList<SourceTable> Tables => tables;

    public string IdSql => idSql;

    public bool Polymorphic => polymorphic;

    /// <summary>Parents joined so far, by relationship name.</summary>
    public Dictionary<string, SourceNode> Parents { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The node that the reference belongs to; null for the queried object.</summary>
    public SourceNode? From { get; init; }

    /// <summary>Names from the queried object to this one; empty for the queried object.</summary>
    public string Path => From is null ? name : From.PathOf(name);

    /// <summary>Name in errors.</summary>
    public string EntityName => Polymorphic ? "Name" : Tables[0].Type.Name;

    /// <summary>The path of a value of this object.</summary>
    public string PathOf(string member) => Path.Length == 0 ? member : $"{Path}.{member}";

    /// <summary>The field of that name and its SQL; null where no table has it.</summary>
    public (SObjectField Field, string Sql)? Find(string fieldName)
    {
        // On a polymorphic parent, Type is the name of the object that the row is of.
        if (Polymorphic && Same(fieldName, s_type.Name)) return (s_type, TypeSql());
        List<string> columns = [];
        SObjectField? found = null;
        foreach (SourceTable table in Tables)
        {
            if ((table.Type.FindField(fieldName) ?? NameField(table, fieldName)) is not { } field) continue;
            found ??= Same(field.Name, fieldName) ? field : s_name;
            if (field.Kind == found.Kind) columns.Add(table.Column(field));
        }
        if (found is null) return null;
        return (found, columns.Count == 1 ? columns[0] : $"COALESCE({string.Join(", ", columns)})");
    }

    /// <summary>A polymorphic parent's Name is whatever its object has for a name, such as a case's number.</summary>
    private SObjectField? NameField(SourceTable table, string fieldName) =>
        Polymorphic && Same(fieldName, s_name.Name)
            ? table.Type.Fields.FirstOrDefault(f => f.NameField)
            : null;

    private static bool Same(string left, string right) =>
        string.Equals(left, right, StringComparison.OrdinalIgnoreCase);

    private string TypeSql() =>
        $"CASE {string.Join(" ", Tables.Select(t => $"WHEN {t.Id} IS NOT NULL THEN '{t.Type.Name}'"))} END";
}
