using System.Globalization;
using System.Text.RegularExpressions;
using SalesforceCC.Emulator.Data.Sql;

namespace SalesforceCC.Emulator.Data.Rows;

/// <summary>What must hold for every row of an object.</summary>
internal static partial class RowRules
{
    /// <summary>Fills in what an insert has left out: defaults, numbers, the owner.</summary>
    public static void Complete(RowValues row, long number, string userId)
    {
        foreach (SObjectField field in row.Type.Fields)
        {
            if (row.Changed(field.Name) && row[field.Name] is not null) continue;
            if (field.AutoNumberFormat is { } format) row[field.Name] = AutoNumber(format, number);
            else if (field.DefaultValue is { } value) row[field.Name] = Default(field, value, userId);
        }
    }

    private static object Default(SObjectField field, string value, string userId) => field.Kind switch
    {
        FieldKind.Boolean => value == "true" ? 1L : 0L,
        FieldKind.Int => long.Parse(value, CultureInfo.InvariantCulture),
        FieldKind.Double => double.Parse(value, CultureInfo.InvariantCulture),
        _ => value == "$user" ? userId : value,
    };

    /// <summary><c>INV-{00000}</c> and 7 make INV-00007.</summary>
    private static string AutoNumber(string format, long number) => Digits().Replace(
        format, zeros => number.ToString(zeros.Value.Trim('{', '}'), CultureInfo.InvariantCulture));

    /// <summary>Refuses a row without its required fields.</summary>
    public static void CheckRequired(RowValues row)
    {
        string[] missing =
        [
            .. row.Type.Fields
                .Where(f => !f.Nillable && f.Createable && f.Kind != FieldKind.Boolean && row[f.Name] is null)
                .Select(f => f.Name),
        ];
        if (missing.Length > 0)
            throw new SalesforceError(
                400, "REQUIRED_FIELD_MISSING", $"Required fields are missing: [{string.Join(", ", missing)}]", missing);
    }

    /// <summary>Refuses a value that must be unique and is taken.</summary>
    public static void CheckUnique(SqlConnection connection, RowValues row, string id)
    {
        foreach (SObjectField field in row.Type.Fields.Where(f => f.Unique && row.Changed(f.Name)))
        {
            if (row[field.Name] is not { } value) continue;
            string? other = RowReader.ByKey(connection, row.Type, field, value).FirstOrDefault(found => found != id);
            if (other is not null)
                throw new SalesforceError(
                    400,
                    "DUPLICATE_VALUE",
                    $"duplicate value found: {field.Name} duplicates value on record with id: {other}");
        }
    }

    [GeneratedRegex(@"\{0+\}")]
    private static partial Regex Digits();
}
