namespace SalesforceCC;

/// <summary>What an export has done.</summary>
public sealed class SfBulkExport
{
    internal SfBulkExport()
    {
    }

    /// <summary>Id of the query job. It stays in Salesforce for seven days, with its results.</summary>
    public required string JobId { get; init; }

    /// <summary>The query; <see langword="null"/> for the results of a job that was created elsewhere.</summary>
    public string? Query { get; internal init; }

    /// <summary>The file, or with several files their manifest.</summary>
    public string Path { get; internal init; } = "";

    /// <summary>The files with rows, in their order.</summary>
    public IReadOnlyList<string> Files { get; internal init; } = [];

    /// <summary>Rows written.</summary>
    public long Records { get; internal init; }

    /// <summary>Size of the files in bytes.</summary>
    public long Bytes { get; internal init; }

    /// <summary>Pages of results that the rows came in.</summary>
    public int Pages { get; internal init; }

    /// <summary>API version of the job.</summary>
    public string ApiVersion { get; internal init; } = "";

    /// <summary>Time from the command to the complete file; of an export that was resumed, of the last part.</summary>
    public TimeSpan Duration { get; internal init; }

    /// <summary>The path.</summary>
    public override string ToString() => Path;
}
