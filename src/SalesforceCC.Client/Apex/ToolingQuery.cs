using System.Text.Json;
using SalesforceCC.Http;
using SalesforceCC.Json;
using SalesforceCC.Rest;

namespace SalesforceCC.Apex;

/// <summary>Rows of the Tooling API that have a form of their own here.</summary>
internal static class ToolingQuery
{
    /// <summary>All rows of a query, page by page.</summary>
    /// <param name="session">The session.</param>
    /// <param name="soql">The statement, short enough for a URL.</param>
    /// <param name="what">What is asked for, for errors.</param>
    /// <param name="read">Makes something of a row.</param>
    /// <param name="stop">Ends it.</param>
    /// <exception cref="SfException">INVALID_RESPONSE, or any failure of a call.</exception>
    public static async Task<List<T>> AllAsync<T>(SfSession session, string soql, string what, Func<JsonElement, T> read, CancellationToken stop)
    {
        Uri url = RestPath.WithQuery(session.Resolve("tooling/query/"), [new("q", soql)]);
        LinkTrail trail = new(url);
        List<T> rows = [];
        while (true)
        {
            (List<T> page, string? next) = await JsonCall.SendAsync(session, ApiRequest.Get(url), what, root => Page(root, what, read), stop).ConfigureAwait(false);
            rows.AddRange(page);
            if (next is null)
                return rows;
            url = trail.Follow(session.InstanceUrl, next);
        }
    }

    /// <summary>A text in quotes.</summary>
    public static string Quote(string text) => $"'{text.Replace("\\", "\\\\").Replace("'", "\\'")}'";

    /// <summary>A moment, as SOQL has it.</summary>
    public static string Moment(DateTimeOffset moment) =>
        moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", System.Globalization.CultureInfo.InvariantCulture);

    public static string? Text(JsonElement row, string name) =>
        row.TryGetProperty(name, out JsonElement value) && value.ValueKind != JsonValueKind.Null ? value.GetString() : null;

    public static int? Number(JsonElement row, string name) =>
        row.TryGetProperty(name, out JsonElement value) && value.ValueKind != JsonValueKind.Null ? value.GetInt32() : null;

    public static DateTimeOffset? Time(JsonElement row, string name) => Text(row, name) is { } text
        ? DateTimeOffset.TryParseExact(
            text, "yyyy-MM-dd'T'HH:mm:ss.FFFzzz", System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.AssumeUniversal, out DateTimeOffset time)
            ? time
            : throw JsonReply.Malformed(name)
        : null;

    /// <summary>The row of a parent; undefined where there is none.</summary>
    public static JsonElement Parent(JsonElement row, string name) =>
        row.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.Object ? value : default;

    /// <summary>A text of a parent.</summary>
    public static string? Text(JsonElement row, string parent, string name) =>
        Parent(row, parent) is { ValueKind: JsonValueKind.Object } found ? Text(found, name) : null;

    private static (List<T> Rows, string? Next) Page<T>(JsonElement root, string what, Func<JsonElement, T> read)
    {
        List<T> rows = [.. root.GetProperty("records").EnumerateArray().Select(read)];
        if (root.GetProperty("done").GetBoolean())
            return (rows, null);
        return (rows, Text(root, "nextRecordsUrl") ?? throw JsonReply.Malformed(what));
    }
}
