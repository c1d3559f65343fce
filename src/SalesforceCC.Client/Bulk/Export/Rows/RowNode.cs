using System.Text.Json;
using SalesforceCC.Records;

namespace SalesforceCC.Bulk;

/// <summary>A member of a row's JSON: a column, or a parent with members of its own.</summary>
internal sealed class RowNode(string name)
{
    /// <summary>The name, as it stands in JSON.</summary>
    public JsonEncodedText Name { get; } = JsonEncodedText.Encode(name);

    /// <summary>The members of a parent; empty: it is a column.</summary>
    public List<RowNode> Members { get; } = [];

    /// <summary>The object of a parent, as its attributes name it.</summary>
    public JsonEncodedText ObjectName { get; set; }

    /// <summary>The column that has the parent's Id; -1: none.</summary>
    public int Id { get; set; } = -1;

    /// <summary>The columns of a parent and of its parents.</summary>
    public List<int> Columns { get; } = [];

    /// <summary>The column.</summary>
    public int Column { get; set; } = -1;

    /// <summary>What it holds.</summary>
    public FieldType Type { get; set; }
}
