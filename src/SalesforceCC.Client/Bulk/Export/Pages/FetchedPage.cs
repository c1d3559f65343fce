namespace SalesforceCC.Bulk;

/// <summary>A page of results that is on the disk.</summary>
internal sealed record FetchedPage
{
    /// <summary>Its number, from 1.</summary>
    public required int Number { get; init; }

    /// <summary>The name of its file.</summary>
    public required string File { get; init; }

    /// <summary>How long the file is.</summary>
    public required long Length { get; init; }

    /// <summary>The check sum of the file.</summary>
    public required uint Sum { get; init; }

    /// <summary>How many rows it has.</summary>
    public required long Rows { get; init; }

    /// <summary>How many bytes of CSV it came in.</summary>
    public required long Received { get; init; }

    /// <summary>The line of the names of its columns, as it came; null: there was none.</summary>
    public string? Header { get; init; }
}
