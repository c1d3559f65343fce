using System.Globalization;

namespace SalesforceCC.Bulk;

/// <summary>How rows are imported.</summary>
internal sealed record ImportSettings
{
    /// <summary>What a job may have in bytes: 150 MB once Salesforce has encoded it in base64.</summary>
    public const int MaxBytes = 100_000_000;

    /// <summary>Rows of a job, so that what is held of one while its results are told apart stays small.</summary>
    public const int MaxRows = 250_000;

    /// <summary>API name of the object.</summary>
    public required string Type { get; init; }

    /// <summary>What is done with the rows.</summary>
    public required BulkOperation Operation { get; init; }

    /// <summary>The key of an upsert.</summary>
    public string? KeyField { get; init; }

    /// <summary>Folder of the journal and the results.</summary>
    public required string Folder { get; init; }

    /// <summary>The delimiter of the files; null: found from each file.</summary>
    public char? Delimiter { get; init; }

    /// <summary>Line breaks within values are made those of the lines.</summary>
    public bool NormalizesLineBreaks { get; init; }

    /// <summary>Values of objects that are null leave the field as it is.</summary>
    public bool IgnoresNull { get; init; }

    /// <summary>Most rows of a job.</summary>
    public int JobRows { get; init; } = MaxRows;

    /// <summary>Most bytes of a job.</summary>
    public int JobBytes { get; init; } = MaxBytes;

    /// <summary>How many jobs are uploaded at the same time.</summary>
    public int ThrottleLimit { get; init; } = 4;

    /// <summary>Ends when all rows are with Salesforce.</summary>
    public bool NoWait { get; init; }

    /// <summary>How long the jobs are waited for; null: until they have ended.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>No values but ids are sent.</summary>
    public bool TakesIds => Operation is BulkOperation.Delete or BulkOperation.HardDelete;

    /// <summary>The key is the record's id: a row without one is a new record.</summary>
    public bool IsKeyedById => string.Equals(KeyField, "Id", StringComparison.OrdinalIgnoreCase);

    /// <summary>The operation by Salesforce's name.</summary>
    public string OperationName => char.ToLower(Operation.ToString()[0], CultureInfo.InvariantCulture) + Operation.ToString().Substring(1);
}
