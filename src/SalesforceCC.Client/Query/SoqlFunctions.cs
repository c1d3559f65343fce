using SalesforceCC.Records;

namespace SalesforceCC.Query;

/// <summary>What the functions of a select list give.</summary>
internal static class SoqlFunctions
{
    /// <summary>Whether the function makes one row of many.</summary>
    public static bool IsAggregate(string name) =>
        name.ToUpperInvariant() is "COUNT" or "COUNT_DISTINCT" or "SUM" or "AVG" or "MIN" or "MAX" or "GROUPING";

    /// <summary>The type that a call gives; Unknown: that of its argument.</summary>
    /// <param name="call">The item, from the function's name on.</param>
    /// <param name="argument">The path of the field it is called with; empty where it is called with something else.</param>
    public static FieldType TypeOf(List<SoqlToken> call, out string[] argument)
    {
        argument = SelectItems.PathAt(call, 2, out int end);
        bool isCall = end < call.Count && call[end].Is("(") && end == 3;
        FieldType own = OfName(call[0].Text);
        if (!isCall)
            return own;

        // MAX(convertCurrency(Amount)): the outer function decides, else the inner one.
        FieldType inner = TypeOf(call.GetRange(2, call.Count - 2), out argument);
        return own == FieldType.Unknown ? inner : own;
    }

    private static FieldType OfName(string name) => name.ToUpperInvariant() switch
    {
        "FORMAT" or "TOLABEL" => FieldType.Text,
        "DAY_ONLY" => FieldType.Date,
        "CONVERTTIMEZONE" => FieldType.DateTime,
        "SUM" or "AVG" or "CONVERTCURRENCY" or "DISTANCE" => FieldType.Number,
        "COUNT" or "COUNT_DISTINCT" or "GROUPING"
            or "CALENDAR_MONTH" or "CALENDAR_QUARTER" or "CALENDAR_YEAR"
            or "FISCAL_MONTH" or "FISCAL_QUARTER" or "FISCAL_YEAR"
            or "DAY_IN_MONTH" or "DAY_IN_WEEK" or "DAY_IN_YEAR"
            or "HOUR_IN_DAY" or "WEEK_IN_MONTH" or "WEEK_IN_YEAR" => FieldType.Integer,
        _ => FieldType.Unknown,
    };
}
