using System.Globalization;
using SalesforceCC.Emulator.Data;

namespace SalesforceCC.Emulator.Soql.Translation;

/// <summary>COUNT, SUM and their like.</summary>
internal static class AggregateFunctions
{
    private static readonly HashSet<string> s_names =
        new(StringComparer.OrdinalIgnoreCase) { "COUNT", "COUNT_DISTINCT", "SUM", "AVG", "MIN", "MAX" };

    public static bool Contains(string name) => s_names.Contains(name);

    /// <summary>The aggregate in SQL; null where it does not go with the argument's type.</summary>
    public static SqlValue? Translate(string name, SqlValue argument)
    {
        bool number = argument.Kind is FieldKind.Int or FieldKind.Double;
        string scale = (argument.Field?.Scale ?? 0).ToString(CultureInfo.InvariantCulture);
        return name.ToUpperInvariant() switch
        {
            "COUNT" => Of(argument, $"COUNT({argument.Sql})", FieldKind.Int),
            "COUNT_DISTINCT" => Of(argument, $"COUNT(DISTINCT {argument.Comparable})", FieldKind.Int),
            // Sums of doubles gather noise far behind the point; the field's own decimals are what was meant.
            "SUM" when argument.Kind == FieldKind.Double =>
                Of(argument, $"ROUND(SUM({argument.Sql}), {scale})", FieldKind.Double),
            "SUM" when number => Of(argument, $"SUM({argument.Sql})", argument.Kind),
            "AVG" when number => Of(argument, $"AVG({argument.Sql})", FieldKind.Double),
            "MIN" when argument.Kind != FieldKind.Boolean => Of(argument, $"MIN({argument.Comparable})", argument.Kind),
            "MAX" when argument.Kind != FieldKind.Boolean => Of(argument, $"MAX({argument.Comparable})", argument.Kind),
            _ => null,
        };
    }

    private static SqlValue Of(SqlValue argument, string sql, FieldKind kind) =>
        argument with { Sql = sql, Kind = kind, Aggregate = true };
}
