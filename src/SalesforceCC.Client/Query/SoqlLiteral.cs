using System.Collections;
using System.Globalization;
using System.Text;
using SalesforceCC.Records;
using SalesforceCC.Values;

namespace SalesforceCC.Query;

/// <summary>The SOQL literal of a .NET value, whatever the culture.</summary>
internal static class SoqlLiteral
{
    /// <summary>What takes the place of a placeholder: a literal, or literals in parentheses.</summary>
    /// <param name="placeholder">The placeholder.</param>
    /// <param name="value">A single value, or a list of them.</param>
    /// <param name="type">The type of the field that it is compared with.</param>
    /// <exception cref="SfException">INVALID_PARAMETER: there is none.</exception>
    public static string Of(SoqlPlaceholder placeholder, object? value, FieldType type)
    {
        string name = placeholder.Name;
        switch (placeholder.Place)
        {
            case SoqlPlace.DateCount:
                return Count(name, value);
            case SoqlPlace.List when value is null or DBNull:
                throw Invalid(name, "is null where a list belongs, and (null) would find the rows without a value: leave the query out if there is nothing to look for");
            case SoqlPlace.List or SoqlPlace.ListItem:
                string items = string.Join(",", Items(name, IsList(value) ? (IEnumerable)value! : new[] { value }, like: false, type));
                return placeholder.Place == SoqlPlace.List ? $"({items})" : items;
            default:
                bool like = placeholder.Place == SoqlPlace.Pattern;
                return IsList(value)
                    ? $"({string.Join(",", Items(name, (IEnumerable)value!, like, type))})"
                    : One(name, value, like, type);
        }
    }

    /// <summary>Only <c>'</c> and <c>\</c> are reserved in a string literal; line ends and the like get their escapes.</summary>
    /// <remarks>Not <c>\b</c>, which the SOQL guide calls the bell, and other languages a backspace.</remarks>
    internal static string Text(string text, bool like)
    {
        StringBuilder literal = new(text.Length + 8);
        literal.Append('\'');
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (like && c == '\\' && i + 1 < text.Length && text[i + 1] is '%' or '_')
            {
                literal.Append('\\').Append(text[++i]);
                continue;
            }

            _ = c switch
            {
                '\'' => literal.Append("\\'"),
                '\\' => literal.Append(@"\\"),
                '\n' => literal.Append("\\n"),
                '\r' => literal.Append("\\r"),
                '\t' => literal.Append("\\t"),
                '\f' => literal.Append("\\f"),
                < ' ' => literal.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture)),
                _ => literal.Append(c),
            };
        }

        return literal.Append('\'').ToString();
    }

    private static string One(string name, object? value, bool like, FieldType type)
    {
        ScalarText? scalar = ScalarText.Of(value, type, out string? problem);
        return scalar?.Kind switch
        {
            ScalarKind.Null => "null",
            ScalarKind.Text => Text(scalar.Value.Text, like),
            ScalarKind.Boolean => scalar.Value.Text.ToUpperInvariant(),
            ScalarKind.Number or ScalarKind.Date or ScalarKind.DateTime or ScalarKind.Time => scalar.Value.Text,
            _ => throw Invalid(name, problem ?? (value is IDictionary
                ? "is a hashtable, which cannot be used in SOQL"
                : $"is a {value!.GetType().Name}, which cannot be used in SOQL")),
        };
    }

    private static List<string> Items(string name, IEnumerable list, bool like, FieldType type)
    {
        List<string> items = [];
        foreach (object? item in list)
            items.Add(IsList(item) ? throw Invalid(name, "is a list of lists") : One(name, item, like, type));
        return items.Count > 0
            ? items
            : throw Invalid(name, "is an empty list, which SOQL does not have: leave the query out in that case");
    }

    private static bool IsList(object? value) => value is IEnumerable and not (string or IDictionary or byte[]);

    // 60 / 2 is a double in some expressions, but a whole number all the same.
    private static string Count(string name, object? value) =>
        value is sbyte or byte or short or ushort or int or uint or long or decimal or double or float
        && ScalarText.Of(value, FieldType.Unknown, out _) is { } number
        && int.TryParse(number.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int count)
            ? count.ToString(CultureInfo.InvariantCulture)
            : throw Invalid(name, "follows a date literal such as LAST_N_DAYS and must be a whole number");

    private static SfException Invalid(string name, string what) =>
        new(SfErrorCodes.InvalidParameter, $"The value '{name}' for the placeholder :{name} {what}.");
}
