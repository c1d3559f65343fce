using SalesforceCC.Records;

namespace SalesforceCC.Bulk;

/// <summary>How far an export is, each time that something has happened.</summary>
internal sealed record ExportStep
{
    /// <summary>The job, as Salesforce last described it.</summary>
    public required SfBulkJob Job { get; init; }

    /// <summary>Rows, where they go to no file.</summary>
    public RecordPage? Records { get; init; }

    /// <summary>Rows that are where they belong.</summary>
    public long Rows { get; init; }

    /// <summary>How many bytes of CSV they were.</summary>
    public long Bytes { get; init; }

    /// <summary>How many pages they were.</summary>
    public int Pages { get; init; }

    /// <summary>Objects whose describe failed, so that their values are text.</summary>
    public IReadOnlyList<DescribeFailure> DescribeFailures { get; init; } = [];

    /// <summary>The whole is there.</summary>
    public SfBulkExport? Result { get; init; }
}
