using SalesforceCC.Describe;

namespace SalesforceCC.Trees;

/// <summary>Records of queries in the form of tree files: their fields as far as an import can set them, and references.</summary>
internal sealed class TreeExport
{
    private readonly QueriedRecords _records;
    private readonly TreeSchema _schema;
    private readonly Dictionary<QueriedRecord, string> _references = [];

    private TreeExport(QueriedRecords records, TreeSchema schema)
    {
        _records = records;
        _schema = schema;

        // A text that is one of the references would be taken for it.
        Dictionary<string, int> numbers = new(StringComparer.Ordinal);
        foreach (QueriedRecord record in records.All)
        {
            int number = numbers.TryGetValue(record.Type, out int last) ? last : 0;
            string reference;
            do
                reference = FormattableString.Invariant($"{record.Type}Ref{++number}");
            while (records.Texts.Contains("@" + reference));
            numbers[record.Type] = number;
            _references[record] = reference;
        }
    }

    /// <summary>What is left out.</summary>
    public TreeNotes Notes { get; } = new();

    /// <summary>Some record refers to another one other than by lying in it.</summary>
    public bool HasReferences { get; private set; }

    /// <summary>All objects are described first.</summary>
    /// <exception cref="SfException">Any failure of a describe.</exception>
    public static async Task<TreeExport> OfAsync(SfSession session, QueriedRecords records, CancellationToken stop)
    {
        TreeSchema schema = new(session);
        foreach (string type in records.All.Select(static r => r.Type).Distinct().ToArray())
            if (await schema.FindAsync(type, stop).ConfigureAwait(false) is null)
                throw new SfException("NOT_FOUND", $"The org has no object '{type}', or the user may not see it.");
        foreach (QueriedRecord parent in records.All.SelectMany(static r => r.Values).Select(static v => v.Value).OfType<QueriedRecord>())
            if (parent.OnlyValue is not null)
                await schema.FindAsync(parent.Type, stop).ConfigureAwait(false);
        return new TreeExport(records, schema);
    }

    /// <summary>A record with those below it inside, but for such as stand elsewhere already.</summary>
    /// <param name="record">The record.</param>
    /// <param name="written">Records that have been written; it and those below it are added.</param>
    public Dictionary<string, object?> Nested(QueriedRecord record, HashSet<QueriedRecord> written)
    {
        written.Add(record);
        Dictionary<string, object?> json = Fields(record, record.Parent is { } parent ? LookupOf(parent.Record, parent.Relationship) : null);
        foreach (KeyValuePair<string, IReadOnlyList<QueriedRecord>> list in record.Children)
        {
            object[] children = [.. list.Value.Where(c => c.Parent?.Record == record && !written.Contains(c)).Select(c => (object)Nested(c, written))];
            if (children.Length > 0)
                json[list.Key] = new Dictionary<string, object?> { ["records"] = children };
        }

        return json;
    }

    /// <summary>The same for one that lies below itself: it refers to the one that it lies in.</summary>
    public Dictionary<string, object?> NestedInRing(QueriedRecord record, HashSet<QueriedRecord> written)
    {
        (QueriedRecord Record, string Relationship) parent = record.Parent!.Value;
        Dictionary<string, object?> json = Nested(record, written);
        if (LookupOf(parent.Record, parent.Relationship) is { } lookup)
            json[lookup] = "@" + _references[parent.Record];
        HasReferences = true;
        return json;
    }

    /// <summary>A record by itself, with a reference to the one it lies in.</summary>
    public Dictionary<string, object?> Flat(QueriedRecord record)
    {
        if (record.Parent is not { } parent)
            return Fields(record, null);
        string? lookup = LookupOf(parent.Record, parent.Relationship);
        Dictionary<string, object?> json = Fields(record, lookup);
        if (lookup is null)
            Notes.Add($"{parent.Record.Type}.{parent.Relationship}: the user may not see the field behind it, so that its records are not related to their parents.", isWarning: true);
        else
            json[lookup] = "@" + _references[parent.Record];
        return json;
    }

    private Dictionary<string, object?> Fields(QueriedRecord record, string? without)
    {
        ObjectDescription description = Description(record.Type);
        Dictionary<string, object?> json = new()
        {
            ["attributes"] = new Dictionary<string, object?> { ["type"] = record.Type, ["referenceId"] = _references[record] },
        };
        foreach (KeyValuePair<string, object?> member in record.Values)
        {
            if (member.Value is null || member.Key == without)
                continue;
            if (member.Value is QueriedRecord parent)
                AddParent(json, record, description, member.Key, parent);
            else if (description.Field(member.Key) is not { } field || field.Type == "id" ? member.Key != "Id" : !field.Createable)
                Notes.Add($"{record.Type}.{member.Key} is left out, because it cannot be set in new records.");
            else if (description.Field(member.Key) is { Type: "base64" })
                Notes.Add($"{record.Type}.{member.Key} is left out: a file is not part of a tree.", isWarning: true);
            else if (member.Key != "Id")
                json[member.Key] = Value(description.Field(member.Key)!, member.Value);
        }

        return json;
    }

    private object? Value(SfField field, object? value)
    {
        if (field.Type != "reference" || value is not string id || _records.Find(id) is not { } target)
            return value;
        HasReferences = true;
        return "@" + _references[target];
    }

    // Both tools find a record type by its name, and Salesforce finds a parent by a key of its own.
    private void AddParent(Dictionary<string, object?> json, QueriedRecord record, ObjectDescription description, string relationship, QueriedRecord parent)
    {
        SfField? lookup = description.Reference(relationship);
        bool isType = lookup?.Name == "RecordTypeId" && parent.Value("Name") is not null;
        bool isKey = parent.OnlyValue is { } only && _schema.Find(parent.Type)?.Field(only.Key) is { IdLookup: true, Type: not "id" };
        if (lookup is not { Createable: true } || !(isType || isKey) || record.Value(lookup.Name) is not null)
        {
            Notes.Add($"{record.Type}.{relationship} is left out, because related records are not part of a record.");
            return;
        }

        KeyValuePair<string, object?> key = isType ? new("Name", parent.Value("Name")) : parent.OnlyValue!.Value;
        json[relationship] = new Dictionary<string, object?>
        {
            ["attributes"] = new Dictionary<string, object?> { ["type"] = parent.Type },
            [key.Key] = key.Value,
        };
    }

    private string? LookupOf(QueriedRecord parent, string relationship) => Description(parent.Type).Children(relationship)?.Field;

    private ObjectDescription Description(string type) => _schema.Find(type)!;
}
