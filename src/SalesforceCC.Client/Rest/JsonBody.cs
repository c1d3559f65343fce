using System.Collections;
using System.Globalization;
using System.Security;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace SalesforceCC.Rest;

/// <summary>Values as the JSON that Salesforce takes: dates and times in its forms, records by their fields.</summary>
internal static class JsonBody
{
    private const int MaxDepth = 100;

    // Salesforce reads plain UTF-8; escaping every umlaut would only make bodies longer.
    private static readonly JsonWriterOptions s_options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The JSON of a value in UTF-8.</summary>
    /// <exception cref="SfException">INVALID_PARAMETER: a value that JSON has no form for.</exception>
    public static byte[] Of(object? value)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter json = new(stream, s_options))
            Write(json, value, 0);
        return stream.ToArray();
    }

    private static void Write(Utf8JsonWriter json, object? value, int depth)
    {
        if (depth > MaxDepth)
            throw Invalid("is nested too deeply, or contains itself");
        switch (value)
        {
            case null: json.WriteNullValue(); break;
            case string text: json.WriteStringValue(text); break;
            case bool flag: json.WriteBooleanValue(flag); break;
            case char c: json.WriteStringValue(c.ToString()); break;
            case int or short or byte or sbyte or ushort or uint or long:
                json.WriteNumberValue(Convert.ToInt64(value, CultureInfo.InvariantCulture)); break;
            case ulong number: json.WriteNumberValue(number); break;
            case decimal number: json.WriteNumberValue(number); break;
            case double number when !double.IsNaN(number) && !double.IsInfinity(number): json.WriteRawValue(NumberText.Of(number)); break;
            case float number when !float.IsNaN(number) && !float.IsInfinity(number): json.WriteRawValue(NumberText.Of(number)); break;
            case double or float: throw Invalid("holds a number that is not finite");
            case DateTimeOffset moment: json.WriteStringValue(Moment(moment)); break;
            case DateTime time: json.WriteStringValue(OfDateTime(time)); break;
            case TimeSpan time when time < TimeSpan.Zero || time >= TimeSpan.FromDays(1): throw Invalid("holds a TimeSpan that is no time of day");
            case TimeSpan time: json.WriteStringValue(time.ToString(@"hh\:mm\:ss\.fff'Z'", CultureInfo.InvariantCulture)); break;
#if NET
            case TimeOnly time: json.WriteStringValue(time.ToString("HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture)); break;
            case DateOnly date: json.WriteStringValue(date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)); break;
#endif
            case Uri uri: json.WriteStringValue(uri.OriginalString); break;
            case Guid or Enum or Version: json.WriteStringValue(value.ToString()); break;
            case byte[] bytes: json.WriteBase64StringValue(bytes); break;
            case SecureString: throw Invalid("holds a SecureString, which is not written in clear text");
            case SfRecord record: WriteObject(json, record.GetFieldNames().Select(n => new KeyValuePair<string, object?>(n, record.GetValue(n))), depth); break;
            case SfJsonObject members: WriteObject(json, members, depth); break;
            case IDictionary table: WriteObject(json, Members(table), depth); break;
            case IEnumerable list: WriteArray(json, list, depth); break;
            default: throw Invalid($"holds a {value.GetType().Name}, which JSON has no form for");
        }
    }

    private static IEnumerable<KeyValuePair<string, object?>> Members(IDictionary table)
    {
        foreach (DictionaryEntry entry in table)
            yield return new(Convert.ToString(entry.Key, CultureInfo.InvariantCulture) ?? "", entry.Value);
    }

    private static void WriteObject(Utf8JsonWriter json, IEnumerable<KeyValuePair<string, object?>> members, int depth)
    {
        json.WriteStartObject();
        foreach (KeyValuePair<string, object?> member in members)
        {
            json.WritePropertyName(member.Key);
            Write(json, member.Value, depth + 1);
        }

        json.WriteEndObject();
    }

    private static void WriteArray(Utf8JsonWriter json, IEnumerable list, int depth)
    {
        json.WriteStartArray();
        foreach (object? item in list)
            Write(json, item, depth + 1);
        json.WriteEndArray();
    }

    private static string OfDateTime(DateTime time) =>
        time.Kind == DateTimeKind.Unspecified && time.TimeOfDay == TimeSpan.Zero
            ? time.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
            : Moment(new DateTimeOffset(time));

    private static string Moment(DateTimeOffset moment) =>
        moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private static SfException Invalid(string what) => new(SfErrorCodes.InvalidParameter, $"The body {what}.");
}
