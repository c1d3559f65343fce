using System.Collections;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using SalesforceCC.Json;
using SalesforceCC.Records;

namespace SalesforceCC.Values;

/// <summary>Values as the JSON that Salesforce takes: dates and times in its forms, records by their fields.</summary>
internal sealed class JsonBody
{
    /// <summary>How deep tables and lists may lie within each other.</summary>
    public const int MaxDepth = 100;

    private static readonly IReadOnlyDictionary<string, FieldType> s_noTypes = new Dictionary<string, FieldType>();

    // Salesforce reads plain UTF-8; escaping every umlaut would only make bodies longer.
    private static readonly JsonWriterOptions s_options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Utf8JsonWriter _json;
    private readonly IReadOnlyDictionary<string, FieldType> _types;
    private readonly List<string> _path = [];

    private readonly string _name;

    private JsonBody(Utf8JsonWriter json, IReadOnlyDictionary<string, FieldType> types, string name)
    {
        _json = json;
        _types = types;
        _name = name;
    }

    /// <summary>The JSON of a value in UTF-8.</summary>
    /// <param name="value">Single values, tables, records and lists of these, in any nesting.</param>
    /// <param name="types">Types of the fields, where the value is a record of a known object.</param>
    /// <param name="name">What the value is to its user, for errors.</param>
    /// <exception cref="SfException">INVALID_PARAMETER: a value that JSON has no form for.</exception>
    public static byte[] Of(object? value, IReadOnlyDictionary<string, FieldType>? types = null, string name = "body")
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter json = new(stream, s_options))
            new JsonBody(json, types ?? s_noTypes, name).Write(value);
        return stream.ToArray();
    }

    private void Write(object? value)
    {
        if (_path.Count > MaxDepth)
            throw Invalid("is nested too deeply, or contains itself");
        if (ScalarText.Of(value, TypeHere(), out string? problem) is { } scalar)
            WriteScalar(scalar);
        else if (problem is not null)
            throw Invalid(problem);
        else if (value is SfRecord record)
            WriteObject(record.GetFieldNames().Select(n => new KeyValuePair<string, object?>(n, record.GetValue(n))));
        else if (value is IEnumerable<KeyValuePair<string, object?>> members)
            WriteObject(members);
        else if (value is IDictionary table)
            WriteObject(table.Cast<DictionaryEntry>().Select(static e => new KeyValuePair<string, object?>(Name(e.Key), e.Value)));
        else if (value is IEnumerable list)
            WriteArray(list);
        else
            throw Invalid($"is a {value!.GetType().Name}, which cannot be written as JSON");
    }

    private void WriteScalar(ScalarText scalar)
    {
        switch (scalar.Kind)
        {
            case ScalarKind.Null: _json.WriteNullValue(); break;
            case ScalarKind.Boolean: _json.WriteBooleanValue(scalar.Text == "true"); break;
            case ScalarKind.Number: _json.WriteRawValue(scalar.Text); break;
            default: _json.WriteStringValue(scalar.Text); break;
        }
    }

    private void WriteObject(IEnumerable<KeyValuePair<string, object?>> members)
    {
        _json.WriteStartObject();
        foreach (KeyValuePair<string, object?> member in members)
        {
            _json.WritePropertyName(member.Key);
            WriteAt(member.Key, member.Value);
        }

        _json.WriteEndObject();
    }

    private void WriteArray(IEnumerable list)
    {
        _json.WriteStartArray();
        int index = 0;
        foreach (object? item in list)
            WriteAt(FormattableString.Invariant($"[{index++}]"), item);
        _json.WriteEndArray();
    }

    private void WriteAt(string name, object? value)
    {
        _path.Add(name);
        Write(value);
        _path.RemoveAt(_path.Count - 1);
    }

    // The audit fields are moments in every object; what else is known is known of the record itself, not of its parents.
    private FieldType TypeHere()
    {
        if (_path.Count == 0)
            return FieldType.Unknown;
        string name = _path[_path.Count - 1];
        return _path.Count == 1 && _types.TryGetValue(name, out FieldType type) ? type : FieldTypes.OfAuditField(name);
    }

    private static string Name(object key) => Convert.ToString(key, CultureInfo.InvariantCulture) ?? "";

    private SfException Invalid(string what) => new(
        SfErrorCodes.InvalidParameter,
        _path.Count == 0 ? $"The {_name} {what}." : $"'{string.Join(".", _path).Replace(".[", "[")}' in the {_name} {what}.")
    {
        Errors = _path.Count == 0 ? [] : [new SfError(SfErrorCodes.InvalidParameter, what, [_path[0]])],
    };
}
