using System.Globalization;
using System.Text.Json;
using SalesforceCC.Emulator.Data;
using SalesforceCC.Emulator.Http;

namespace SalesforceCC.Emulator.Rest.ListViews;

/// <summary><c>/sobjects/X/listviews</c>, and <c>/{id}</c>, <c>/{id}/describe</c>, <c>/{id}/results</c> below it.</summary>
internal sealed class ListViewEndpoint(OrgStore store, ListViewTable views, RecentRows recent)
{
    private const int UsualPage = 25;
    private const int LargestPage = 2_000;

    public void AddTo(RouteTable routes) => routes
        .NotServed("/sobjects/*/listviews/recent")
        .Map("GET", "/sobjects/{type}/listviews", List)
        .Map("GET", "/sobjects/{type}/listviews/{view}", One)
        .Map("GET", "/sobjects/{type}/listviews/{view}/describe", Describe)
        .Map("GET", "/sobjects/{type}/listviews/{view}/results", Results);

    private Answer List(Call call)
    {
        SObjectType type = store.TypeOf(call);
        IReadOnlyList<ListView> all = views.Of(type);
        return Answer.Json(200, writer =>
        {
            writer.WriteStartObject();
            writer.WriteBoolean("done", true);
            writer.WriteStartArray("listviews");
            foreach (ListView view in all)
                WriteView(writer, call, view);
            writer.WriteEndArray();
            writer.WriteNull("nextRecordsUrl");
            writer.WriteNumber("size", all.Count);
            writer.WriteString("sobjectType", type.Name);
            writer.WriteEndObject();
        });
    }

    private Answer One(Call call)
    {
        ListView view = ViewOf(call, store.TypeOf(call));
        return Answer.Json(200, writer => WriteView(writer, call, view));
    }

    private Answer Describe(Call call)
    {
        SObjectType type = store.TypeOf(call);
        ListView view = ViewOf(call, type);
        IReadOnlyList<ListViewColumn> columns = ListViewColumns.Of(store, type, view, call.UserId);
        ListViewQuery query = new ListViewQuery(type, view, columns);
        return Answer.Json(200, writer =>
        {
            writer.WriteStartObject();
            WriteColumns(writer, columns, view, query);
            writer.WriteString("id", view.Id[..15]);
            WriteOrder(writer, view, query);
            writer.WriteString("query", view.SoqlCompatible ? query.Soql : null);
            writer.WriteString("scope", view.Scope);
            writer.WriteString("sobjectType", type.Name);
            writer.WritePropertyName("whereCondition");
            ListViewConditions.Of(view.Where).WriteTo(writer);
            writer.WriteEndObject();
        });
    }

    private Answer Results(Call call)
    {
        SObjectType type = store.TypeOf(call);
        ListView view = ViewOf(call, type);
        IReadOnlyList<ListViewColumn> columns = ListViewColumns.Of(store, type, view, call.UserId);
        ListViewQuery query = new ListViewQuery(type, view, columns);
        (int limit, int offset) = (Number(call, "limit", UsualPage, 1), Number(call, "offset", 0, 0));

        // One row more than is answered says whether there are more.
        IReadOnlyList<JsonElement> rows = view.SoqlCompatible ? Rows(query.Soql, limit + 1, offset, call.UserId) : Viewed(type, columns, call.UserId, limit + 1, offset);
        return Answer.Json(200, writer =>
        {
            writer.WriteStartObject();
            WriteColumns(writer, columns, view, query);
            writer.WriteString("developerName", view.DeveloperName);
            writer.WriteBoolean("done", rows.Count <= limit);
            writer.WriteString("id", view.Id[..15]);
            writer.WriteString("label", view.Label);
            writer.WriteStartArray("records");
            foreach (JsonElement row in rows.Take(limit))
                WriteRow(writer, row, columns);
            writer.WriteEndArray();
            writer.WriteNumber("size", Math.Min(rows.Count, limit));
            writer.WriteEndObject();
        });
    }

    private ListView ViewOf(Call call, SObjectType type) => views.Find(type, call.Values["view"]) ?? throw RouteTable.NotFound();

    private IReadOnlyList<JsonElement> Rows(string soql, int limit, int offset, string userId) => store.Rows(
        string.Create(CultureInfo.InvariantCulture, $"{soql} LIMIT {limit} OFFSET {offset}"), userId: userId);

    /// <summary>Rows in the order in which they were looked at.</summary>
    private JsonElement[] Viewed(SObjectType type, IReadOnlyList<ListViewColumn> columns, string userId, int limit, int offset)
    {
        IReadOnlyList<string> ids = recent.IdsOf(userId, type);
        if (ids.Count == 0)
            return [];
        Dictionary<string, JsonElement> found = store.Rows(
            $"SELECT {string.Join(", ", columns.Select(c => c.SelectListItem))} FROM {type.Name} " +
            $"WHERE Id IN ({string.Join(", ", ids.Select(StoreQueries.Quote))})",
            userId: userId).ToDictionary(r => r.GetProperty("Id").GetString()!);
        return [.. ids.Where(found.ContainsKey).Skip(offset).Take(limit).Select(id => found[id])];
    }

    private static void WriteView(Utf8JsonWriter writer, Call call, ListView view)
    {
        string url = $"{call.Version.Path}/sobjects/{view.SobjectType}/listviews/{view.Id}";
        writer.WriteStartObject();
        writer.WriteString("describeUrl", $"{url}/describe");
        writer.WriteString("developerName", view.DeveloperName);
        writer.WriteString("id", view.Id);
        writer.WriteString("label", view.Label);
        writer.WriteString("resultsUrl", $"{url}/results");
        writer.WriteBoolean("soqlCompatible", view.SoqlCompatible);
        writer.WriteString("url", url);
        writer.WriteEndObject();
    }

    private static void WriteColumns(Utf8JsonWriter writer, IEnumerable<ListViewColumn> columns, ListView view, ListViewQuery query)
    {
        writer.WriteStartArray("columns");
        foreach (ListViewColumn column in columns)
            column.Write(writer, view.SoqlCompatible && column.Sortable && column.Path == query.OrderBy[0].Path, query.OrderBy[0].Descending);
        writer.WriteEndArray();
    }

    private static void WriteOrder(Utf8JsonWriter writer, ListView view, ListViewQuery query)
    {
        writer.WriteStartArray("orderBy");
        foreach ((string? path, bool descending) in view.SoqlCompatible ? query.OrderBy : [])
        {
            writer.WriteStartObject();
            writer.WriteString("fieldNameOrPath", path);
            writer.WriteString("nullsPosition", descending ? "last" : "first");
            writer.WriteString("sortDirection", descending ? "descending" : "ascending");
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteRow(Utf8JsonWriter writer, JsonElement row, IEnumerable<ListViewColumn> columns)
    {
        writer.WriteStartObject();
        writer.WriteStartArray("columns");
        foreach (ListViewColumn column in columns)
        {
            writer.WriteStartObject();
            writer.WriteString("fieldNameOrPath", column.Path);
            writer.WriteString("value", ListViewText.Of(row, column));
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    /// <summary>A number in the query string, up to 2,000; what is said of others is from memory.</summary>
    private static int Number(Call call, string name, int otherwise, int least)
    {
        string text = call.Query[name].ToString();
        if (text.Length == 0)
            return otherwise;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= least && number <= LargestPage
            ? number
            : throw new SalesforceError(
                400, "NUMBER_OUTSIDE_VALID_RANGE", $"The {name} must be between {least} and {LargestPage}: {text}");
    }
}
