using SalesforceCC.Emulator.Data;

namespace SalesforceCC.Emulator.Bulk.Ingest;

/// <summary>The first line of an upload, as fields of the object.</summary>
internal sealed class IngestHeader
{
    /// <exception cref="InvalidDataException">The line has a name that is none, or one twice.</exception>
    public IngestHeader(IReadOnlyList<string> names, SObjectType type, string operation, Func<string, SObjectType?> findType)
    {
        if (names.Count == 0) throw new InvalidDataException("InvalidBatch : Records not found");
        bool deletes = operation is "delete" or "hardDelete";
        if (deletes && (names.Count != 1 || !names[0].Equals("Id", StringComparison.OrdinalIgnoreCase)))
            throw new InvalidDataException($"InvalidBatch : The '{operation}' batch must contain only ids.");
        Columns = [.. names.Select(n => IngestColumn.Find(type, n, findType) ??
            throw new InvalidDataException($"InvalidBatch : Field name not found : {n}"))];
        // From memory, unlike the others.
        IngestColumn? twice = Columns.GroupBy(c => (c.Field.Name, c.Key is null)).Where(g => g.Count() > 1).Select(g => g.Last()).FirstOrDefault();
        if (twice is not null) throw new InvalidDataException($"InvalidBatch : Duplicate field name found : {twice.Field.Name}");
        Id = Columns.ToList().FindIndex(c => c.Field.Type == "id");
        Exact = Columns.All(c => c.Exact);
    }

    public IReadOnlyList<IngestColumn> Columns { get; }

    /// <summary>Place of the id; negative where there is none.</summary>
    public int Id { get; }

    /// <summary>All names are written as describe has them. Result files lack the columns whose names are not.</summary>
    public bool Exact { get; }
}
