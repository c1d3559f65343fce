using SalesforceCC.Emulator.Data;
using SalesforceCC.Emulator.Data.Sql;
using SalesforceCC.Emulator.Soql.Plans;

namespace SalesforceCC.Emulator.Soql.Results.Json;

/// <summary>A compound address: an object of its parts, null where all of them are.</summary>
internal sealed class JsonAddressCell(byte[] property, IReadOnlyList<ValueCell> parts) : JsonCell(property)
{
    private readonly (byte[] Property, ValueCell Cell)[] _parts =
        [.. parts.Select((p, i) => (JsonBuffer.Property(p.Name, first: i == 0), p))];

    public override void Write(JsonRowWriter writer, SqlStatement row)
    {
        JsonBuffer json = writer.Json;
        json.Raw(Property);
        if (Array.TrueForAll(_parts, p => p.Cell.Column < 0 || row.IsNull(p.Cell.Column)))
        {
            json.Null();
            return;
        }
        json.Raw("{"u8);
        foreach ((byte[] name, ValueCell part) in _parts)
        {
            json.Raw(name);
            if (part.Column < 0) json.Null();
            else JsonValueCell.Write(json, row, part.Column, part.Kind);
        }
        json.Raw("}"u8);
    }
}
