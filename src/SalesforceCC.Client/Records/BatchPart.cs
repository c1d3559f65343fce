namespace SalesforceCC.Records;

/// <summary>The answer to one subrequest of a composite batch.</summary>
internal sealed class BatchPart
{
    /// <summary>Its HTTP status; 0 where it has none.</summary>
    public int Status { get; set; }

    /// <summary>The page, where it is one and its status says so; null: an error, or something else.</summary>
    public RecordPage? Page { get; set; }

    /// <summary>The page on its way in.</summary>
    internal PageContent? Content { get; set; }
}
