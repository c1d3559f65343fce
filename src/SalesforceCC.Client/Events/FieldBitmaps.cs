using System.Globalization;
using SalesforceCC.Events.Avro;
using SalesforceCC.Json;

namespace SalesforceCC.Events;

/// <summary>
/// Lists of fields as change events hold them: <c>0x400800</c> has a bit for each field of the event's schema, the last
/// one first; <c>4-0x01</c> is the same for the fields of the record that is field 4.
/// </summary>
internal static class FieldBitmaps
{
    /// <summary>The names of the fields: <c>Industry</c>, <c>BillingAddress.Street</c>.</summary>
    /// <exception cref="SfException">INVALID_RESPONSE: it is no such list, or has fields that the schema has not.</exception>
    public static SfTextList Names(AvroSchema schema, SfTextList bitmaps)
    {
        if (bitmaps.Count == 0)
            return bitmaps;
        List<string> names = [];
        foreach (string bitmap in bitmaps)
        {
            int dash = bitmap.IndexOf('-');
            if (dash < 0)
                Add(names, schema, "", bitmap, bitmap);
            else
                AddNested(names, schema, bitmap, dash);
        }

        return new SfTextList(names);
    }

    private static void AddNested(List<string> names, AvroSchema schema, string bitmap, int dash)
    {
        if (!int.TryParse(bitmap.Substring(0, dash), NumberStyles.None, CultureInfo.InvariantCulture, out int parent)
            || parent >= schema.Fields.Length)
            throw Wrong(schema, bitmap, "names a field that there is not");

        // Account.Name is a text or a record: of companies and of persons.
        AvroField field = schema.Fields[parent];
        AvroSchema record = field.Schema.Values.FirstOrDefault(static b => b.Kind == AvroKind.Record)
            ?? throw Wrong(schema, bitmap, $"names the field {field.Name}, which has no fields");
        Add(names, record, field.Name + ".", bitmap.Substring(dash + 1), bitmap);
    }

    private static void Add(List<string> names, AvroSchema record, string prefix, string hex, string bitmap)
    {
        if (hex.Length < 3 || hex[0] != '0' || hex[1] is not ('x' or 'X'))
            throw Wrong(record, bitmap, "is no bitmap");
        for (int at = hex.Length - 1, bit = 0; at >= 2; at--, bit += 4)
        {
            int digit = Digit(hex[at]);
            if (digit < 0)
                throw Wrong(record, bitmap, "is no bitmap");
            for (int i = 0; digit != 0; i++, digit >>= 1)
            {
                if ((digit & 1) == 0)
                    continue;
                if (bit + i >= record.Fields.Length)
                    throw Wrong(record, bitmap, "has bits for more fields than there are");
                names.Add(prefix + record.Fields[bit + i].Name);
            }
        }
    }

    private static int Digit(char c) => c switch
    {
        >= '0' and <= '9' => c - '0',
        >= 'a' and <= 'f' => c - 'a' + 10,
        >= 'A' and <= 'F' => c - 'A' + 10,
        _ => -1,
    };

    private static SfException Wrong(AvroSchema record, string bitmap, string what) => JsonSource.Invalid(
        FormattableString.Invariant($"The changed fields of the event cannot be told: '{Short(bitmap)}' {what} (schema {record.Name}, {record.Fields.Length} fields)."));

    private static string Short(string bitmap) => bitmap.Length <= 100 ? bitmap : bitmap.Substring(0, 100) + "...";
}
