using System.Management.Automation;
using SalesforceCC.GraphQL;
using SalesforceCC.Records;

namespace SalesforceCC.Cmdlets.Shell;

/// <summary>Data of GraphQL as records: without edges and nodes, and with values in place of what is around them.</summary>
internal sealed class GraphQlRecords(SfSession session)
{
    private const int StandardPage = 10;

    private static readonly string[] s_ofValues = ["value", "displayValue", "label", "format", "__typename"];

    private readonly SortedSet<string> _cut = new(StringComparer.Ordinal);

    /// <summary>Connections that have, or may have, more rows than came.</summary>
    public IReadOnlyCollection<string> Cut => _cut;

    /// <summary>The records of a connection; null: it has no edges.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="field">What was selected; null: not known.</param>
    /// <param name="objectName">The object of its records; null: not known.</param>
    /// <param name="isPaged">Further pages are asked for.</param>
    public object?[]? RowsOf(SfJsonObject connection, GraphQlField? field, string? objectName, bool isPaged = false)
    {
        if (connection["edges"] is not object?[] edges)
            return null;
        GraphQlField? node = field?.Find("edges")?.Find("node");
        if (!isPaged && IsCut(connection, edges.Length, field))
            _cut.Add(field?.Key ?? objectName ?? "A connection");
        return [.. edges.Select(e => (e as SfJsonObject)?["node"] is { } inner ? Of(inner, node, objectName) : null)];
    }

    /// <summary>A value: of a record, its members; of a field, what is in it.</summary>
    public object? Of(object? value, GraphQlField? field, string? objectName)
    {
        switch (value)
        {
            case object?[] items:
                return Array.ConvertAll(items, i => Of(i, field, objectName));
            case SfJsonObject { Count: 1 } result when result[0] is { Key: "aggregate", Value: SfJsonObject inner }:
                return Record(inner, field?.Find("aggregate"), objectName);
            case SfJsonObject members:
                return Record(members, field, objectName);
            default:
                return value;
        }
    }

    private PSObject Record(SfJsonObject members, GraphQlField? field, string? objectName)
    {
        ObjectFields? fields = objectName is null ? null : session.FieldTypes.TryGet(objectName);
        PSObject record = new();
        HashSet<string> names = new(StringComparer.OrdinalIgnoreCase);
        foreach (KeyValuePair<string, object?> member in members)
        {
            if (!names.Add(member.Key))
                throw Invalid($"has names that differ only in case: '{member.Key}'");
            GraphQlField? selected = field?.Find(member.Key);
            string name = selected?.Name ?? member.Key;
            object? value = member.Value switch
            {
                SfJsonObject inner when IsValue(inner) => GraphQlValue.Of(inner.Any(static m => m.Key == "value") ? inner["value"] : inner[0].Value, name, fields),
                SfJsonObject inner => RowsOf(inner, selected, null) ?? Of(inner, selected, fields?.ParentOf(name)),
                _ => Of(member.Value, selected, null),
            };
            try
            {
                record.Properties.Add(new PSNoteProperty(member.Key, value), preValidated: true);
            }
            catch (Exception e) when (e is ExtendedTypeSystemException or PSArgumentException)
            {
                throw Invalid($"has a member named '{member.Key}'");
            }
        }

        if (objectName is not null)
            record.TypeNames.Insert(0, "Salesforce." + objectName);
        return record;
    }

    private static bool IsValue(SfJsonObject members) => members.Count > 0 && members.All(static m => s_ofValues.Contains(m.Key));

    // Without first, there are ten rows, and without pageInfo nobody says that there are more.
    private static bool IsCut(SfJsonObject connection, int count, GraphQlField? field) =>
        connection["pageInfo"] is SfJsonObject info && info["hasNextPage"] is bool more ? more
        : connection["totalCount"] is int total ? total > count
        : count == StandardPage && field is not null && !field.Arguments.ContainsKey("first");

    private static SfException Invalid(string what) => new(
        SfErrorCodes.InvalidResponse, $"The answer {what}, which no object of PowerShell can hold. -Raw gives the data as it came.");
}
