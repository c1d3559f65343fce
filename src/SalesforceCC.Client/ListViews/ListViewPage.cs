using System.Globalization;
using System.Text.Json;
using SalesforceCC.Json;
using SalesforceCC.Records;

namespace SalesforceCC.ListViews;

/// <summary>A page of a list view's rows: texts in columns.</summary>
internal sealed class ListViewPage
{
    // As Java prints a moment.
    private static readonly string[] s_moments = ["ddd MMM dd HH:mm:ss 'GMT' yyyy", "ddd MMM dd HH:mm:ss 'UTC' yyyy"];

    private ListViewPage(IReadOnlyList<ListViewColumn> columns, IReadOnlyList<Dictionary<string, string?>> rows, bool isDone)
    {
        Columns = columns;
        Rows = rows;
        IsDone = isDone;
    }

    public IReadOnlyList<ListViewColumn> Columns { get; }

    /// <summary>The rows: a text for each path.</summary>
    public IReadOnlyList<Dictionary<string, string?>> Rows { get; }

    public bool IsDone { get; }

    public static ListViewPage Read(JsonElement root) => new(
        [.. root.GetProperty("columns").EnumerateArray().Select(static c => new ListViewColumn(c.GetProperty("fieldNameOrPath").GetString()!, JsonMember.Text(c, "type")))],
        [.. root.GetProperty("records").EnumerateArray().Select(Row)],
        root.GetProperty("done").GetBoolean());

    /// <summary>Writes the rows as a page of a query.</summary>
    /// <param name="json">Where to.</param>
    /// <param name="type">The object.</param>
    /// <param name="root">Where its resources are.</param>
    /// <param name="parents">The objects that relationships lead to.</param>
    public void WriteTo(Utf8JsonWriter json, string type, string root, IReadOnlyDictionary<string, string> parents)
    {
        json.WriteStartObject();
        json.WriteBoolean("done", true);
        json.WriteStartArray("records");
        foreach (Dictionary<string, string?> row in Rows)
        {
            json.WriteStartObject();
            WriteAttributes(json, type, row.TryGetValue("Id", out string? id) && id is not null ? $"{root}sobjects/{type}/{id}" : null);
            WriteFields(json, row, [.. Columns.Select(static c => (c, c.Path.Split('.')))], 0, parents);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>A value as a record has it, by the type of its column; a text that is none of that type stays what it is.</summary>
    internal static void WriteValue(Utf8JsonWriter json, string? text, string? type)
    {
        FieldType known = FieldTypes.FromDescribe(type);
        if (text is null)
            json.WriteNullValue();
        else if (known == FieldType.Boolean && bool.TryParse(text, out bool flag))
            json.WriteBooleanValue(flag);
        else if (known is FieldType.Integer or FieldType.Long or FieldType.Number && IsNumber(text))
            json.WriteRawValue(text);
        else if (known is FieldType.Date or FieldType.DateTime
            && DateTime.TryParseExact(text, s_moments, CultureInfo.InvariantCulture, DateTimeStyles.AllowWhiteSpaces, out DateTime moment))
            json.WriteStringValue(moment.ToString(known == FieldType.Date ? "yyyy-MM-dd" : "yyyy-MM-dd'T'HH:mm:ss.fff+0000", CultureInfo.InvariantCulture));
        else
            json.WriteStringValue(text);
    }

    // Only what JSON takes for one.
    private static bool IsNumber(string text)
    {
        Utf8JsonReader reader = new(System.Text.Encoding.UTF8.GetBytes(text));
        try
        {
            return reader.Read() && reader.TokenType == JsonTokenType.Number && !reader.Read();
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static void WriteFields(
        Utf8JsonWriter json,
        Dictionary<string, string?> row,
        IReadOnlyList<(ListViewColumn Column, string[] Path)> columns,
        int level,
        IReadOnlyDictionary<string, string> parents)
    {
        foreach (IGrouping<string, (ListViewColumn Column, string[] Path)> group in columns.GroupBy(c => c.Path[level], StringComparer.OrdinalIgnoreCase))
        {
            json.WritePropertyName(group.Key);
            (ListViewColumn first, string[] path) = group.First();
            (ListViewColumn Column, string[] Path)[] below = [.. group.Where(c => c.Path.Length > level + 1)];
            if (path.Length == level + 1)
            {
                WriteValue(json, Value(row, first), first.Type);
            }
            else if (below.All(c => Value(row, c.Column) is null))
            {
                json.WriteNullValue();
            }
            else
            {
                json.WriteStartObject();
                WriteAttributes(json, level == 0 && parents.TryGetValue(group.Key, out string? parent) ? parent : "Name", url: null);
                WriteFields(json, row, below, level + 1, parents);
                json.WriteEndObject();
            }
        }
    }

    private static void WriteAttributes(Utf8JsonWriter json, string type, string? url)
    {
        json.WriteStartObject("attributes");
        json.WriteString("type", type);
        if (url is not null)
            json.WriteString("url", url);
        json.WriteEndObject();
    }

    private static string? Value(Dictionary<string, string?> row, ListViewColumn column) =>
        row.TryGetValue(column.Path, out string? value) ? value : null;

    private static Dictionary<string, string?> Row(JsonElement row)
    {
        Dictionary<string, string?> values = new(StringComparer.OrdinalIgnoreCase);
        foreach (JsonElement column in row.GetProperty("columns").EnumerateArray())
        {
            JsonElement value = column.GetProperty("value");
            values[column.GetProperty("fieldNameOrPath").GetString()!] = value.ValueKind switch
            {
                JsonValueKind.Null => null,
                JsonValueKind.String => value.GetString(),
                _ => value.GetRawText(),
            };
        }

        return values;
    }
}
