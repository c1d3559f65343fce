using System.Collections;
using System.Globalization;
using SalesforceCC.Records;
using SalesforceCC.Values;

namespace SalesforceCC.Cmdlets.Shell;

/// <summary>Values of -Query, -Headers and forms as text, in no culture.</summary>
internal static class RestText
{
    /// <summary>Headers of HTTP whose time has HTTP's own form.</summary>
    private static readonly string[] s_timeHeaders = ["If-Modified-Since", "If-Unmodified-Since", "If-Range", "Date", "Expires", "Last-Modified"];

    /// <summary>The fields of a URL's query. A list is joined with commas, as Salesforce takes ids and fields.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Query(IDictionary? table) =>
        Pairs(table, "-Query").Select(static p => new KeyValuePair<string, string>(p.Key, Of(p.Value, $"'{p.Key}' in -Query", ",")));

    /// <summary>The fields of a form in a body. A list is one field for each of its values.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Form(IDictionary table) =>
        Pairs(table, "-Body").SelectMany(static p => (p.Value is object?[] list ? list : [p.Value])
            .Select(v => new KeyValuePair<string, string>(p.Key, Of(v, $"'{p.Key}' in -Body", ","))));

    /// <summary>Headers. A list is joined as HTTP has it.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Headers(IDictionary? table) =>
        Pairs(table, "-Headers").Select(static p => new KeyValuePair<string, string>(
            p.Key,
            s_timeHeaders.Contains(p.Key, StringComparer.OrdinalIgnoreCase) && HttpTime(p.Value) is { } time
                ? time
                : Of(p.Value, $"'{p.Key}' in -Headers", ", ")));

    /// <summary>A single value as text; null for a table, an object or a list.</summary>
    public static string? OfScalar(object? value, string name) =>
        ScalarText.Of(value, FieldType.DateTime, out string? problem) is { } scalar
            ? scalar.Text
            : problem is null ? null : throw Invalid($"{name} {problem}.");

    /// <summary>The same; null also for a value that has no text.</summary>
    public static string? OfScalarOrNull(object? value) => ScalarText.Of(value, FieldType.DateTime, out _)?.Text;

    private static string Of(object? value, string name, string between) =>
        OfScalar(value, name)
            ?? (value is object?[] list
                ? string.Join(between, list.Select(v => OfScalar(v, name) ?? throw NoText(name, v)))
                : throw NoText(name, value));

    private static string? HttpTime(object? value) => value switch
    {
        DateTimeOffset moment => moment.UtcDateTime.ToString("R", CultureInfo.InvariantCulture),
        DateTime time => time.ToUniversalTime().ToString("R", CultureInfo.InvariantCulture),
        _ => null,
    };

    private static IEnumerable<KeyValuePair<string, object?>> Pairs(IDictionary? table, string name) =>
        (PsValues.UnwrapTable(table, name) ?? new Hashtable()).Cast<DictionaryEntry>()
            .Select(static e => new KeyValuePair<string, object?>((string)e.Key, e.Value));

    private static SfException NoText(string name, object? value)
    {
        string what = value switch
        {
            IDictionary => "a hashtable or an object",
            object?[] => "a list of lists",
            _ => $"a {value!.GetType().Name}",
        };
        return Invalid($"{name} is {what}. Specify text, a number, a date, or a list of these.");
    }

    private static SfException Invalid(string message) => new(SfErrorCodes.InvalidParameter, message);
}
