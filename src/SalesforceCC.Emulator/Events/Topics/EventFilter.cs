using System.Globalization;
using System.Text;
using SalesforceCC.Emulator.Data;
using SalesforceCC.Emulator.Data.Sql;
using SalesforceCC.Emulator.Soql.Ast;
using SalesforceCC.Emulator.Soql.Syntax;

namespace SalesforceCC.Emulator.Events.Topics;

/// <summary>
/// The filterExpression of a channel's member: what may stand after WHERE, over the fields of one event. Texts compare without
/// case, as in SOQL.
/// </summary>
internal sealed class EventFilter
{
    private readonly Condition _condition;

    private EventFilter(string text, Condition condition)
    {
        Text = text;
        _condition = condition;
        Fields = [.. FieldsOf(condition).Distinct(StringComparer.OrdinalIgnoreCase)];
    }

    public string Text { get; }

    /// <summary>The fields that it looks at; parts of records with a dot.</summary>
    public IReadOnlyList<string> Fields { get; }

    /// <exception cref="SalesforceError">MALFORMED_QUERY: it is no condition, or one of another kind.</exception>
    public static EventFilter Parse(string text)
    {
        SoqlQuery query = SoqlParser.Parse($"SELECT Id FROM Event WHERE {text}");
        bool alone = query is { Limit: null, Offset: 0, OrderBy.Count: 0, GroupBy.Count: 0, Scope: null };
        return alone && query.Where is { } condition && IsKnown(condition)
            ? new EventFilter(text, condition)
            : throw new SalesforceError(400, "MALFORMED_QUERY", $"The filter expression is not valid: {text}");
    }

    /// <summary>The values of an event, by field, satisfy it: texts, numbers as double, booleans, null.</summary>
    public bool Matches(Func<string, object?> valueOf) => Holds(_condition, valueOf);

    private static bool Holds(Condition condition, Func<string, object?> valueOf) => condition switch
    {
        AllOf all => all.Conditions.All(c => Holds(c, valueOf)),
        AnyOf any => any.Conditions.Any(c => Holds(c, valueOf)),
        Not not => !Holds(not.Condition, valueOf),
        Comparison one => Compare(valueOf(one.Left.ToString()!), one.Operator, one.Right),
        InList list => list.Values.Any(v => Compare(valueOf(list.Left.ToString()!), "=", v)) != list.Negated,
        _ => false,
    };

    private static bool Compare(object? value, string operation, Literal right)
    {
        if (right.Kind == LiteralKind.Null || value is null)
        {
            bool both = right.Kind == LiteralKind.Null && value is null;
            return operation switch
            {
                "=" => both,
                "!=" => !both,
                _ => false,
            };
        }
        if (operation == "LIKE") return value is string text && LikePattern.Parse(right.Text).Matches(Encoding.UTF8.GetBytes(text));
        // Values of different kinds are neither equal nor in any order.
        int? order = (value, right.Kind) switch
        {
            (bool flag, LiteralKind.Boolean) => flag.CompareTo(right.Text.Equals("true", StringComparison.OrdinalIgnoreCase)),
            (double number, LiteralKind.Number) => number.CompareTo(double.Parse(right.Text, CultureInfo.InvariantCulture)),
            (DateTimeOffset at, LiteralKind.Date or LiteralKind.DateTime) =>
                at.CompareTo(DateTimeOffset.Parse(right.Text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal)),
            (string text, LiteralKind.Text) => string.Compare(text, right.Text, StringComparison.OrdinalIgnoreCase),
            _ => null,
        };
        return operation switch
        {
            "=" => order == 0,
            "!=" => order != 0,
            "<" => order < 0,
            "<=" => order <= 0,
            ">" => order > 0,
            ">=" => order >= 0,
            _ => false,
        };
    }

    private static bool IsKnown(Condition condition) => condition switch
    {
        AllOf all => all.Conditions.All(IsKnown),
        AnyOf any => any.Conditions.All(IsKnown),
        Not not => IsKnown(not.Condition),
        Comparison one => one.Left is FieldPath && one.Right.Kind != LiteralKind.DateRange,
        InList list => list.Left is FieldPath && !list.MultiPicklist,
        _ => false,
    };

    private static IEnumerable<string> FieldsOf(Condition condition) => condition switch
    {
        AllOf all => all.Conditions.SelectMany(FieldsOf),
        AnyOf any => any.Conditions.SelectMany(FieldsOf),
        Not not => FieldsOf(not.Condition),
        Comparison one => [one.Left.ToString()!],
        InList list => [list.Left.ToString()!],
        _ => [],
    };
}
