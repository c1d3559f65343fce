using SalesforceCC.Emulator.Data;

namespace SalesforceCC.Emulator.Soql.Results;

/// <summary>The answer of COUNT() or an aggregate query: one page, computed at once.</summary>
internal sealed class BufferedCursor(int totalSize, byte[] records) : IQueryCursor
{
    public int TotalSize => totalSize;

    public int PageSize => Math.Max(1, totalSize);

    public int WritePage(Stream utf8, int offset, string locatorUrl)
    {
        using var json = new JsonBuffer();
        json.Raw("{\"totalSize\":"u8);
        json.Integer(totalSize);
        json.Raw(",\"done\":true,\"records\":["u8);
        json.Raw(records);
        json.Raw("]}"u8);
        json.DrainTo(utf8);
        return totalSize;
    }

    public void Dispose()
    {
        // Nothing is held.
    }
}
