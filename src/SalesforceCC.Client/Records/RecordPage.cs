using System.Collections;

namespace SalesforceCC.Records;

/// <summary>One page of a query's rows.</summary>
internal sealed class RecordPage : IReadOnlyList<SfRecord>
{
    // Rows whose records are not made yet; null: they are, or were handed out.
    private PackedRows? _packed;
    private SfRecord[]? _records;

    /// <summary>A page of records.</summary>
    internal RecordPage(
        SfRecord[] records,
        long? totalSize,
        bool isDone,
        string? nextRecordsUrl,
        IReadOnlyList<IncompleteChildren> incompleteChildren)
        : this(records.Length, totalSize, isDone, nextRecordsUrl)
    {
        _records = records;
        IncompleteChildren = incompleteChildren;
    }

    /// <summary>A page of rows whose records are made when they are asked for.</summary>
    internal RecordPage(PackedRows packed, long? totalSize, bool isDone, string? nextRecordsUrl)
        : this(packed.Count, totalSize, isDone, nextRecordsUrl)
    {
        _packed = packed;
    }

    private RecordPage(int count, long? totalSize, bool isDone, string? nextRecordsUrl)
    {
        Count = count;
        TotalSize = totalSize;
        Done = isDone;
        NextRecordsUrl = nextRecordsUrl;
    }

    /// <summary>How many rows the query has in all its pages; null where the answer did not say.</summary>
    public long? TotalSize { get; }

    /// <summary>Whether this is the last page.</summary>
    public bool Done { get; }

    /// <summary>Where the next page is; null on the last one.</summary>
    public string? NextRecordsUrl { get; }

    /// <summary>Child rows that are still to be fetched and appended.</summary>
    public IReadOnlyList<IncompleteChildren> IncompleteChildren { get; } = [];

    /// <summary>Objects of these rows whose describe failed: their dates and times are text.</summary>
    public IReadOnlyList<DescribeFailure> DescribeFailures { get; internal set; } = [];

    /// <summary>How many rows this page has.</summary>
    public int Count { get; }

    /// <summary>The layout of the first row; null: there is none, or the rows were handed out.</summary>
    public RecordLayout? First => _records is null ? _packed?.First : _records.Length == 0 ? null : _records[0].Layout;

    /// <summary>The row at a position.</summary>
    public SfRecord this[int index] => Records[index];

    /// <summary>All rows.</summary>
    /// <exception cref="InvalidOperationException">They were handed out by <see cref="Drain"/>.</exception>
    internal SfRecord[] Records => _records ??= MakeAll();

    /// <summary>
    /// The rows, one by one, for a reader that uses each once: rows that wait for their turn, and rows that were used, are no
    /// work for the garbage collector. Afterwards the page has none, unless they were records already.
    /// </summary>
    public IEnumerable<SfRecord> Drain() => _records ?? TakePacked();

    /// <inheritdoc/>
    public IEnumerator<SfRecord> GetEnumerator() => ((IEnumerable<SfRecord>)Records).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => Records.GetEnumerator();

    private SfRecord[] MakeAll()
    {
        SfRecord[] records = new SfRecord[Count];
        int made = 0;
        foreach (SfRecord record in TakePacked())
            records[made++] = record;
        return records;
    }

    private IEnumerable<SfRecord> TakePacked()
    {
        PackedRows packed = _packed ?? throw new InvalidOperationException("The rows of this page were handed out.");
        _packed = null;
        return packed.Drain();
    }
}
