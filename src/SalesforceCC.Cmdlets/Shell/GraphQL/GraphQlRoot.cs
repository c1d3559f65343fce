using SalesforceCC.GraphQL;

namespace SalesforceCC.Cmdlets.Shell;

/// <summary>One of the things that a document asks for: the records of an object, groups of them, or what was saved.</summary>
/// <param name="Path">Names in the response from its root to it.</param>
/// <param name="Value">Its value.</param>
/// <param name="Field">What was selected of it; null: not known.</param>
/// <param name="ObjectName">The object of its records; null: not known.</param>
internal sealed record GraphQlRoot(IReadOnlyList<string> Path, object? Value, GraphQlField? Field, string? ObjectName)
{
    private static readonly string[] s_operations = ["Create", "Update", "Delete"];

    /// <summary>Its name in the response.</summary>
    public string Key => Path[Path.Count - 1];

    /// <summary>Those of a response, in its order.</summary>
    public static IReadOnlyList<GraphQlRoot> Of(SfJsonObject data, GraphQlOutline? outline)
    {
        List<GraphQlRoot> roots = [];
        foreach (KeyValuePair<string, object?> top in data)
        {
            GraphQlField? api = outline?.Fields.FirstOrDefault(f => f.Key == top.Key);
            if ((api?.Name ?? top.Key) != "uiapi" || top.Value is not SfJsonObject parts)
            {
                roots.Add(new GraphQlRoot([top.Key], top.Value, api, null));
                continue;
            }

            foreach (KeyValuePair<string, object?> part in parts)
                Add(roots, [top.Key, part.Key], part.Value, api?.Find(part.Key));
        }

        return roots;
    }

    private static void Add(List<GraphQlRoot> roots, string[] path, object? value, GraphQlField? field)
    {
        string name = field?.Name ?? path[1];
        if (name is "query" or "aggregate" && value is SfJsonObject objects)
        {
            foreach (KeyValuePair<string, object?> one in objects)
            {
                GraphQlField? root = field?.Find(one.Key);
                roots.Add(new GraphQlRoot([.. path, one.Key], one.Value, root, name == "aggregate" ? "AggregateResult" : root?.Name ?? one.Key));
            }

            return;
        }

        // AccountCreate { Record { ... } }: the record is what one wants.
        string? saved = s_operations.FirstOrDefault(name.EndsWith);
        string? objectName = saved is null ? null : name.Substring(0, name.Length - saved.Length);
        roots.Add(value is SfJsonObject { Count: 1 } payload && payload[0].Key == "Record"
            ? new GraphQlRoot(path, payload[0].Value, field?.Find("Record"), objectName)
            : new GraphQlRoot(path, value, field, null));
    }
}
