using SalesforceCC.Query;
using SalesforceCC.Records;

namespace SalesforceCC.Trees;

/// <summary>The records of queries with their children, each once, however often it comes.</summary>
internal sealed class QueriedRecords(SfSession session)
{
    private readonly Dictionary<string, QueriedRecord> _byId = new(StringComparer.Ordinal);

    /// <summary>All of them, in the order in which they were met; parents that came with a row are not among them.</summary>
    public List<QueriedRecord> All { get; } = [];

    /// <summary>Texts that look like references.</summary>
    public HashSet<string> Texts { get; } = new(StringComparer.Ordinal);

    /// <summary>A record of a query by its id; null where none has it.</summary>
    public QueriedRecord? Find(string id) => _byId.TryGetValue(SfId.To18(id), out QueriedRecord? record) ? record : null;

    /// <summary>Runs a query, and gives the records of its rows.</summary>
    /// <exception cref="SfException">INVALID_PARAMETER: its rows are no records. Any failure of a query.</exception>
    public async Task<IReadOnlyList<QueriedRecord>> ReadAsync(string soql, CancellationToken stop)
    {
        List<QueriedRecord> rows = [];
        if (SfQuery.IsCount(soql))
            throw NoRecords();
        await foreach (RecordPage page in session.QueryPages(soql, new QuerySettings { Raw = true, ThrottleLimit = 5 }, stop).ConfigureAwait(false))
            foreach (SfRecord row in page)
                rows.Add(Add(row, null));
        return rows;
    }

    /// <summary>Takes a parent that came with a row for a record of its own.</summary>
    /// <returns>The record, which may have been there already.</returns>
    public QueriedRecord Adopt(QueriedRecord parent)
    {
        if (Find(parent.Id) is { } known)
        {
            known.Values.AddRange(parent.Values.Where(v => !known.Values.Exists(k => k.Key == v.Key)));
            return known;
        }

        _byId[parent.Id] = parent;
        All.Add(parent);
        return parent;
    }

    private QueriedRecord Add(SfRecord row, (QueriedRecord Record, string Relationship)? parent)
    {
        if (row.GetId() is not { } id || row.GetObjectName() == ObjectNames.Aggregate)
            throw NoRecords();
        QueriedRecord record = Adopt(new QueriedRecord(row.GetObjectName(), SfId.To18(id)));
        record.Parent ??= parent;
        foreach (string name in row.GetFieldNames())
        {
            object? value = row.GetValue(name);
            if (value is IEnumerable<SfRecord> children)
                record.Children.Add(new(name, [.. children.Select(child => Add(child, (record, name)))]));
            else if (!record.Values.Exists(v => v.Key == name))
                record.Values.Add(new(name, Read(value)));
        }

        return record;
    }

    // What has no id of its own is a compound value, such as an address.
    private object? Read(object? value)
    {
        if (value is string { Length: > 1 } text && text[0] == '@')
            Texts.Add(text);
        if (value is not SfRecord row || row.GetId() is not { } id)
            return value;
        QueriedRecord parent = new(row.GetObjectName(), SfId.To18(id));
        foreach (string name in row.GetFieldNames())
            parent.Values.Add(new(name, Read(row.GetValue(name))));
        return parent;
    }

    private static SfException NoRecords() => new(
        SfErrorCodes.InvalidParameter, "The rows of the query are no records with IDs: COUNT(), GROUP BY and aggregate functions cannot be used.");
}
