using System.Text.Json;
using SalesforceCC.Query;
using SalesforceCC.Records;

namespace SalesforceCC.Bulk;

/// <summary>
/// Says what the columns of a query's CSV are in JSON. CSV tells nothing of types, so that the object is described, and the
/// parents of which there are columns; without, values are text.
/// </summary>
/// <param name="session">The session.</param>
/// <param name="objectName">The object of the rows.</param>
/// <param name="selection">What the query selects; null: nobody knows.</param>
internal sealed class RowTypes(SfSession session, string objectName, Selection? selection)
{
    // Of a parent that may be of several objects.
    private const string AnyObject = "Name";

    private readonly object _lock = new();
    private readonly List<DescribeFailure> _failures = [];
    private Task<RowNode>? _root;
    private string? _header;

    /// <summary>Objects whose describe failed, so that their values are text.</summary>
    public IReadOnlyList<DescribeFailure> Failures
    {
        get
        {
            lock (_lock)
                return [.. _failures];
        }
    }

    /// <summary>The row with these columns. All pages of a job have the same, so that it is made once.</summary>
    public Task<RowNode> GetAsync(IReadOnlyList<string> columns, CancellationToken stop)
    {
        string header = string.Join("\n", columns);
        lock (_lock)
        {
            if (_root is null || _root.IsFaulted || _root.IsCanceled || _header != header)
                (_header, _root) = (header, BuildAsync(columns, stop));
            return _root;
        }
    }

    private async Task<RowNode> BuildAsync(IReadOnlyList<string> columns, CancellationToken stop)
    {
        ObjectFields? fields = await DescribeAsync(objectName, stop).ConfigureAwait(false);
        RowNode root = new("") { ObjectName = JsonEncodedText.Encode(objectName) };
        for (int i = 0; i < columns.Count; i++)
            await AddAsync(root, fields, columns[i], i, stop).ConfigureAwait(false);
        return root;
    }

    private async Task AddAsync(RowNode root, ObjectFields? fields, string column, int index, CancellationToken stop)
    {
        // What a function makes of a field is called like the field.
        SelectedColumn? selected = selection?.Columns.FirstOrDefault(
            c => string.Join(".", c.Path).Equals(column, StringComparison.OrdinalIgnoreCase));
        string[] path = column.Split('.');
        RowNode node = root;
        for (int i = 0; i < path.Length - 1; i++)
        {
            string? parent = fields?.ParentOf(path[i]) ?? AnyOf(fields?.Reference(path[i])?.ReferenceTo);
            RowNode? next = node.Members.Find(m => m.Members.Count > 0 && m.Name.Value.Equals(path[i], StringComparison.OrdinalIgnoreCase));
            if (next is null)
            {
                next = new RowNode(fields?.Reference(path[i])?.RelationshipName ?? path[i])
                {
                    ObjectName = JsonEncodedText.Encode(fields?.ParentOf(path[i]) ?? AnyObject),
                };
                node.Members.Add(next);
            }

            fields = parent is null ? null : await DescribeAsync(parent, stop).ConfigureAwait(false);
            next.Columns.Add(index);
            node = next;
        }

        string name = path[path.Length - 1];
        FieldType type = selected is { Type: not FieldType.Unknown } ? selected.Type
            : fields is null ? FieldTypes.OfCommonField(name)
            : await TypeOfAsync(fields, path.Length == 1 ? objectName : null, name, stop).ConfigureAwait(false);
        node.Members.Add(new RowNode(fields?.Field(name)?.Name ?? name) { Column = index, Type = type });
        if (name.Equals("Id", StringComparison.OrdinalIgnoreCase))
            node.Id = index;
    }

    // Owners are users, as a rule, and what is told of a group a user has, too.
    private static string? AnyOf(IReadOnlyList<string>? objects) =>
        objects is not { Count: > 0 } ? null : objects.Contains("User", StringComparer.Ordinal) ? "User" : objects[0];

    private async Task<FieldType> TypeOfAsync(ObjectFields fields, string? name, string field, CancellationToken stop)
    {
        if (fields.TypeOf(field) is { } known)
            return known;
        if (name is null)
            return FieldTypes.OfCommonField(field);
        try
        {
            return (await session.FieldTypes.GetWithAsync(name, field, stop).ConfigureAwait(false)).TypeOf(field) ?? FieldType.Unknown;
        }
        catch (SfException)
        {
            return FieldType.Unknown;
        }
    }

    private async Task<ObjectFields?> DescribeAsync(string name, CancellationToken stop)
    {
        lock (_lock)
            if (_failures.Exists(f => f.ObjectName == name))
                return null;
        try
        {
            ObjectFields fields = await session.FieldTypes.GetAsync(name, stop).ConfigureAwait(false);
            return fields.IsRefused ? await session.FieldTypes.GetWithAsync(name, "Id", stop).ConfigureAwait(false) : fields;
        }
        catch (SfException e) when (e.Flow is null && (int?)e.StatusCode != 401)
        {
            lock (_lock)
                _failures.Add(new DescribeFailure(name, e));
            return null;
        }
    }
}
