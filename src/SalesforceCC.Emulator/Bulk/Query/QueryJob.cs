using SalesforceCC.Emulator.Rest;
using SalesforceCC.Emulator.Soql.Results.Csv;

namespace SalesforceCC.Emulator.Bulk.Query;

/// <summary>Reads the rows of a query into a file, whose pages do not change afterwards, whatever becomes of the rows.</summary>
internal sealed class QueryJob(BulkOrg bulk, string id, QueryTable table, string userId, ApiVersion version)
    : BulkJob(bulk, id, table.Type, userId, version)
{
    private readonly List<long> _ends = [];
    private long _header;

    public override string JobType => "V2Query";

    /// <summary>The query has an order of its own.</summary>
    public bool Ordered => table.Ordered;

    public int Rows => _ends.Count;

    /// <summary>So many rows from one on, after the header.</summary>
    public Stream Open(int from, int count)
    {
        long start = from == 0 ? _header : _ends[from - 1];
        long end = count == 0 ? start : _ends[from + count - 1];
        return new FilePart(FileOf("csv"), _header, start, end);
    }

    protected override void Run(CancellationToken cancel)
    {
        using FileStream file = new(FileOf("csv"), FileMode.Create, FileAccess.Write, FileShare.Read, 1 << 16);
        _header = table.Write(file, Format.Csv, After, cancel);

        void After(long end)
        {
            _ends.Add(end);
            Count(1, 0);
            if (Bulk.Settings.FailAfter is { } most && _ends.Count > most) throw new InvalidDataException(Bulk.Settings.FailMessage);
            if (Bulk.Settings.StopAfter is not null) PauseAfter(_ends.Count, cancel);
        }
    }
}
