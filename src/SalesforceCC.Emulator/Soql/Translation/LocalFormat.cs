using System.Globalization;
using SalesforceCC.Emulator.Data;

namespace SalesforceCC.Emulator.Soql.Translation;

/// <summary><c>FORMAT()</c>: values as texts for people, in the org's locale, en_US.</summary>
internal static class LocalFormat
{
    public static SqlValue Translate(SqlValue value)
    {
        string text = value.Kind switch
        {
            FieldKind.Int => $"printf('%,d', {value.Sql})",
            FieldKind.Double => Number(value),
            FieldKind.Date => Date(value.Sql),
            FieldKind.DateTime => $"{Date(value.Sql)} || ' ' || {Clock(value.Sql)}",
            _ => value.Sql,
        };
        return value with { Sql = $"CASE WHEN {value.Sql} IS NOT NULL THEN {text} END", Kind = FieldKind.Text };
    }

    private static string Number(SqlValue value)
    {
        int scale = value.Field?.Scale ?? 0;
        string currency = value.Field?.Type == "currency" ? "'$' || " : "";
        string percent = value.Field?.Type == "percent" ? " || '%'" : "";
        return string.Create(CultureInfo.InvariantCulture, $"{currency}printf('%,.{scale}f', {value.Sql}){percent}");
    }

    private static string Date(string sql) =>
        $"{TwoDigits(sql, 6)} || '/' || {TwoDigits(sql, 9)} || '/' || substr({sql}, 1, 4)";

    private static string Clock(string sql)
    {
        string hour = TwoDigits(sql, 12);
        return $"(({hour} + 11) % 12 + 1) || substr({sql}, 14, 3) || iif({hour} < 12, ' AM', ' PM')";
    }

    /// <summary>Two digits at a place, without a leading zero.</summary>
    private static string TwoDigits(string sql, int at) =>
        string.Create(CultureInfo.InvariantCulture, $"CAST(substr({sql}, {at}, 2) AS INTEGER)");
}
