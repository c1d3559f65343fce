using SalesforceCC.Emulator.Data;
using SalesforceCC.Emulator.Data.Sql;
using SalesforceCC.Emulator.Soql.Plans;

namespace SalesforceCC.Emulator.Soql.Results.Json;

/// <summary>
/// The answer of COUNT() or an aggregate query: one page, computed at once. Grouped results have one page only in Salesforce,
/// too.
/// </summary>
internal sealed class JsonBufferedCursor : IQueryCursor
{
    private readonly byte[] _records;

    public JsonBufferedCursor(SqlConnection connection, AggregatePlan plan)
    {
        if (plan.Columns.Count == 0)
        {
            TotalSize = plan.Count(connection);
            _records = [];
            return;
        }
        using JsonBuffer json = new();
        byte[][] properties = [.. plan.Columns.Select(c => JsonBuffer.Property(c.Path))];
        TotalSize = plan.Run(connection, row => Write(json, row, plan, properties));
        _records = json.Written.ToArray();
    }

    public int TotalSize { get; }

    public int PageSize => Math.Max(1, TotalSize);

    public int WritePage(Stream utf8, int offset, string locatorUrl)
    {
        using JsonBuffer json = new();
        json.Raw("{\"totalSize\":"u8);
        json.Integer(TotalSize);
        json.Raw(",\"done\":true,\"records\":["u8);
        json.Raw(_records);
        json.Raw("]}"u8);
        json.DrainTo(utf8);
        return TotalSize;
    }

    public void Dispose()
    {
        // Nothing is held.
    }

    private static void Write(JsonBuffer json, SqlStatement row, AggregatePlan plan, byte[][] properties)
    {
        if (json.Length > 0) json.Raw(","u8);
        json.Raw("{\"attributes\":{\"type\":\"AggregateResult\"}"u8);
        for (int i = 0; i < properties.Length; i++)
        {
            json.Raw(properties[i]);
            JsonValueCell.Write(json, row, plan.Columns[i].Column, plan.Columns[i].Kind);
        }
        json.Raw("}"u8);
    }
}
