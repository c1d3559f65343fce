namespace SalesforceCC.Trees;

/// <summary>A record of a query, with the parents and children that came with it.</summary>
/// <param name="type">API name of the object.</param>
/// <param name="id">Its id.</param>
internal sealed class QueriedRecord(string type, string id)
{
    public string Type => type;

    public string Id => id;

    /// <summary>Values in the order of the query. A parent is a record, children are none of these.</summary>
    public List<KeyValuePair<string, object?>> Values { get; } = [];

    /// <summary>Lists of records below it, by the names of their relationships.</summary>
    public List<KeyValuePair<string, IReadOnlyList<QueriedRecord>>> Children { get; } = [];

    /// <summary>The record that it lies in, and by which relationship; null at the top.</summary>
    public (QueriedRecord Record, string Relationship)? Parent { get; set; }

    /// <summary>The value that names it, if it has but one beside its id.</summary>
    public KeyValuePair<string, object?>? OnlyValue =>
        Values.Where(static v => !v.Key.Equals("Id", StringComparison.OrdinalIgnoreCase) && v.Value is not null).ToArray() is [{ } only] ? only : null;

    /// <summary>The value of a field by its name; null where it has none.</summary>
    public object? Value(string field) => Values.Find(v => v.Key.Equals(field, StringComparison.OrdinalIgnoreCase)).Value;

    public override string ToString() => $"{Type} {Id}";
}
