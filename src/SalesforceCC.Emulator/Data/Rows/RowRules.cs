using System.Globalization;
using System.Text.RegularExpressions;
using SalesforceCC.Emulator.Data.Sql;

namespace SalesforceCC.Emulator.Data.Rows;

/// <summary>What must hold for every row of an object.</summary>
internal static partial class RowRules
{
    /// <summary>Fills in what an insert has left out: defaults, numbers, the owner.</summary>
    public static void Complete(RowChange row)
    {
        foreach (SObjectField field in row.Plan.Defaulted)
        {
            if (row[field.Name] is not null) continue;
            row[field.Name] = field.AutoNumberFormat is { } format
                ? AutoNumber(format, row.Number)
                : Default(field, field.DefaultValue!, row.Context.UserId);
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
    public static void CheckRequired(RowChange row)
    {
        List<string>? missing = null;
        foreach (SObjectField field in row.Plan.Required)
            if (row[field.Name] is null && !row.IsRefused(field.Name)) (missing ??= []).Add(field.Name);
        if (missing is not null)
            row.Refuse(new ApiError(
                "REQUIRED_FIELD_MISSING", $"Required fields are missing: [{string.Join(", ", missing)}]", missing));
    }

    /// <summary>Refuses values that must be unique and are taken.</summary>
    public static void CheckUnique(SqlConnection connection, RowChange row)
    {
        foreach (SObjectField field in row.Plan.Unique)
        {
            if (!row.Changed(field.Name) || row[field.Name] is not { } value) continue;
            string? other = RowReader.ByKey(connection, row.Type, field, value).FirstOrDefault(found => found != row.Id);
            if (other is not null)
                row.Refuse(new ApiError(
                    "DUPLICATE_VALUE",
                    $"duplicate value found: {field.Name} duplicates value on record with id: {other}"));
        }
    }

    [GeneratedRegex(@"\{0+\}")]
    private static partial Regex Digits();
}
