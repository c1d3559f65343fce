using SalesforceCC.Emulator.Data;
using SalesforceCC.Emulator.Data.Sql;

namespace SalesforceCC.Emulator.Soql.Results.Json;

/// <summary>A plain value.</summary>
internal sealed class JsonValueCell(byte[] property, int column, FieldKind kind) : JsonCell(property)
{
    public override void Write(JsonRowWriter writer, SqlStatement row)
    {
        writer.Json.Raw(Property);
        Write(writer.Json, row, column, kind);
    }

    public static void Write(JsonBuffer json, SqlStatement row, int column, FieldKind kind)
    {
        switch (kind)
        {
            case FieldKind.Text or FieldKind.LongText:
                // Texts are never empty, as in Salesforce: no bytes mean null.
                ReadOnlySpan<byte> text = row.Utf8(column);
                if (text.IsEmpty) json.Null();
                else json.Text(text);
                break;
            case FieldKind.Boolean or FieldKind.Int or FieldKind.Double:
                WriteNumber(json, row, column, kind);
                break;
            default:
                ReadOnlySpan<byte> plain = row.Utf8(column);
                if (plain.IsEmpty) json.Null();
                else json.Quoted(plain);
                break;
        }
    }

    private static void WriteNumber(JsonBuffer json, SqlStatement row, int column, FieldKind kind)
    {
        if (row.IsNull(column)) json.Null();
        else if (kind == FieldKind.Double) json.Double(row.Real(column));
        else if (kind == FieldKind.Int) json.Integer(row.Integer(column));
        else json.Boolean(row.Integer(column) != 0);
    }
}
