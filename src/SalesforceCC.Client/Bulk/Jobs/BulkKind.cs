namespace SalesforceCC;

/// <summary>The two sorts of jobs; each has a resource of its own.</summary>
internal enum BulkKind
{
    /// <summary>Reads rows: <c>jobs/query</c>.</summary>
    Query,

    /// <summary>Writes rows: <c>jobs/ingest</c>.</summary>
    Ingest,
}
