using System.Text;
using SalesforceCC.Emulator.Data.Sql;
using SalesforceCC.Emulator.Soql.Plans;

namespace SalesforceCC.Emulator.Soql.Results.Json;

/// <summary>TYPEOF: a parent whose properties depend on its object.</summary>
internal sealed class JsonTypeofCell(byte[] property, TypeofCell cell) : JsonCell(property)
{
    private readonly Dictionary<int, JsonCell[]> _byPrefix = cell.ByPrefix.ToDictionary(
        b => AttributeHeads.Key(Encoding.ASCII.GetBytes(b.Key)), b => b.Value.Select(Of).ToArray());

    private readonly JsonCell[] _otherwise = [.. cell.Otherwise.Select(Of)];

    public override void Write(JsonRowWriter writer, SqlStatement row)
    {
        writer.Json.Raw(Property);
        if (!JsonRecord.WriteStart(writer, row, cell.IdColumn)) return;
        int key = AttributeHeads.Key(row.Utf8(cell.IdColumn));
        foreach (JsonCell value in _byPrefix.TryGetValue(key, out JsonCell[]? branch) ? branch : _otherwise)
            value.Write(writer, row);
        writer.Json.Raw("}"u8);
    }
}
