using System.Collections;

namespace SalesforceCC.Records;

/// <summary>One page of a query's rows.</summary>
internal sealed class RecordPage : IReadOnlyList<SfRecord>
{
    private readonly SfRecord[] _records;

    internal RecordPage(
        SfRecord[] records,
        long? totalSize,
        bool isDone,
        string? nextRecordsUrl,
        IReadOnlyList<IncompleteChildren> incompleteChildren)
    {
        _records = records;
        TotalSize = totalSize;
        Done = isDone;
        NextRecordsUrl = nextRecordsUrl;
        IncompleteChildren = incompleteChildren;
    }

    /// <summary>How many rows the query has in all its pages; null where the answer did not say.</summary>
    public long? TotalSize { get; }

    /// <summary>Whether this is the last page.</summary>
    public bool Done { get; }

    /// <summary>Where the next page is; null on the last one.</summary>
    public string? NextRecordsUrl { get; }

    /// <summary>Child rows that are still to be fetched and appended.</summary>
    public IReadOnlyList<IncompleteChildren> IncompleteChildren { get; }

    /// <summary>Objects of these rows whose describe failed: their dates and times are text.</summary>
    public IReadOnlyList<DescribeFailure> DescribeFailures { get; internal set; } = [];

    /// <summary>How many rows this page has.</summary>
    public int Count => _records.Length;

    /// <summary>The row at a position.</summary>
    public SfRecord this[int index] => _records[index];

    internal SfRecord[] Records => _records;

    /// <inheritdoc/>
    public IEnumerator<SfRecord> GetEnumerator() => ((IEnumerable<SfRecord>)_records).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => _records.GetEnumerator();
}
