using System.Globalization;
using System.Text.Json;

namespace SalesforceCC.Emulator.Data.Rows;

/// <summary>
/// Reads and checks one value of an insert or update. Texts are taken for every type, as CSV has nothing else.
/// </summary>
internal static class FieldInput
{
    /// <summary>The value as it is stored; null for null and for an empty text.</summary>
    public static object? Read(SObjectField field, JsonElement json)
    {
        if (json.ValueKind == JsonValueKind.Null) return Null(field);
        if (json.ValueKind is JsonValueKind.Object or JsonValueKind.Array) throw WrongType(field, json);
        string text = json.ToString().Trim();
        if (text.Length == 0) return Null(field);
        return field.Kind switch
        {
            FieldKind.Boolean => Boolean(field, json, text),
            FieldKind.Int => (long)Number(field, json, text),
            // By its digits: the conversion of .NET loses the last of sixteen.
            FieldKind.Double => double.Parse(Number(field, json, text).ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture),
            _ when json.ValueKind != JsonValueKind.String => throw WrongType(field, json),
            FieldKind.Id => Id(field, text),
            FieldKind.Date when FieldFormat.TryDate(text, out string? date) => date,
            FieldKind.DateTime when FieldFormat.TryDateTime(text, out string? moment) => moment,
            FieldKind.Time when FieldFormat.TryTime(text, out string? time) => time,
            FieldKind.Blob when json.TryGetBytesFromBase64(out byte[]? bytes) => bytes,
            FieldKind.Date or FieldKind.DateTime or FieldKind.Time or FieldKind.Blob => throw WrongType(field, json),
            _ => Text(field, text),
        };
    }

    private static object? Null(SObjectField field) => field.Kind == FieldKind.Boolean
        ? throw new SalesforceError(
            400, "INVALID_TYPE_ON_FIELD_IN_RECORD", $"{field.Label}: value not of required type: null", field.Name)
        : null;

    private static long Boolean(SObjectField field, JsonElement json, string text) => text.ToUpperInvariant() switch
    {
        "TRUE" or "1" => 1L,
        "FALSE" or "0" => 0L,
        _ => throw WrongType(field, json),
    };

    private static decimal Number(SObjectField field, JsonElement json, string text)
    {
        if (json.ValueKind is JsonValueKind.True or JsonValueKind.False ||
            !decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal number))
            throw WrongType(field, json);
        bool whole = field.Kind == FieldKind.Int;
        if (whole && number != decimal.Truncate(number)) throw WrongType(field, json);
        number = decimal.Round(number, field.Scale, MidpointRounding.AwayFromZero);
        // The first number with a digit too many before the point.
        decimal limit = whole ? int.MaxValue + 1m : (decimal)Math.Pow(10, Math.Max(1, field.Precision - field.Scale));
        if (Math.Abs(number) >= limit)
            throw new SalesforceError(
                400,
                "NUMBER_OUTSIDE_VALID_RANGE",
                $"{field.Label}: value outside of valid range on numeric field: {text}",
                field.Name);
        return number;
    }

    private static string Id(SObjectField field, string text) => SalesforceId.TryNormalize(text, out string? id)
        ? id
        : throw new SalesforceError(
            400, "MALFORMED_ID", $"{field.Label}: id value of incorrect type: {text}", field.Name);

    private static string Text(SObjectField field, string text)
    {
        if (field.Length > 0 && text.Length > field.Length)
            throw new SalesforceError(
                400,
                "STRING_TOO_LONG",
                $"{field.Label}: data value too large: {text} (max length={field.Length})",
                field.Name);
        if (field.Type == "email" && !IsEmail(text))
            throw new SalesforceError(
                400, "INVALID_EMAIL_ADDRESS", $"{field.Label}: invalid email address: {text}", field.Name);
        if (field.RestrictedPicklist) CheckPicklist(field, text);
        return text;
    }

    private static void CheckPicklist(SObjectField field, string text)
    {
        foreach (string value in field.Type == "multipicklist" ? text.Split(';') : [text])
            if (!field.PicklistValues.Contains(value, StringComparer.OrdinalIgnoreCase))
                throw new SalesforceError(
                    400,
                    "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST",
                    $"{field.Label}: bad value for restricted picklist field: {value}",
                    field.Name);
    }

    private static bool IsEmail(string text)
    {
        int at = text.IndexOf('@', StringComparison.Ordinal);
        bool named = at > 0 && at == text.LastIndexOf('@') && !text.Contains(' ', StringComparison.Ordinal);
        return named && text.IndexOf('.', at) > at + 1 && !text.EndsWith('.');
    }

    private static SalesforceError WrongType(SObjectField field, JsonElement json)
    {
        string token = json.ValueKind switch
        {
            JsonValueKind.String => "VALUE_STRING",
            JsonValueKind.True => "VALUE_TRUE",
            JsonValueKind.False => "VALUE_FALSE",
            JsonValueKind.Object => "START_OBJECT",
            JsonValueKind.Array => "START_ARRAY",
            _ when json.GetRawText().AsSpan().ContainsAny(".eE") => "VALUE_NUMBER_FLOAT",
            _ => "VALUE_NUMBER_INT",
        };
        string value = json.ValueKind is JsonValueKind.Object or JsonValueKind.Array ? "" : $" value {json}";
        return new SalesforceError(
            400,
            "JSON_PARSER_ERROR",
            $"Cannot deserialize instance of {field.Type} from {token}{value} or request may be missing a required " +
            "field at [line:1, column:1]")
        {
            EndsRequest = true,
            OfText = new ApiError(
                "INVALID_TYPE_ON_FIELD_IN_RECORD", $"{field.Label}: value not of required type: {json}", field.Name),
        };
    }
}
