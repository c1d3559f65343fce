using SalesforceCC.Emulator.Data;
using SalesforceCC.Emulator.Data.Sql;

namespace SalesforceCC.Emulator.Soql.Results;

/// <summary>A compound address: an object of its parts, null where all of them are.</summary>
internal sealed class AddressCell(byte[] property, IReadOnlyList<AddressCell.Part> parts) : Cell(property)
{
    public override void Write(RowWriter writer, SqlStatement row)
    {
        JsonBuffer json = writer.Json;
        json.Raw(Property);
        if (parts.All(p => p.Column < 0 || row.IsNull(p.Column)))
        {
            json.Null();
            return;
        }
        json.Raw("{"u8);
        foreach (Part part in parts)
        {
            json.Raw(part.Property);
            if (part.Column < 0) json.Null();
            else ValueCell.Write(json, row, part.Column, part.Kind);
        }
        json.Raw("}"u8);
    }

    /// <summary>One part; its column is negative where the org has no such field.</summary>
    internal sealed record Part(byte[] Property, int Column, FieldKind Kind);
}
