using System.Text.Json;
using SalesforceCC.Emulator.Data;
using SalesforceCC.Emulator.Rest.ListViews;

namespace SalesforceCC.Emulator.Search;

/// <summary>
/// Runs searches over the rows that a user may query. Words are compared as wholes, without regard to case; synonyms and
/// inflections are not known here.
/// </summary>
internal sealed class SearchRunner(OrgStore store)
{
    /// <summary>The most rows of a search.</summary>
    public const int MostRows = 2_000;

    private const int MostOfObject = 250;

    /// <summary>The rows that are found, as they are written.</summary>
    /// <exception cref="SalesforceError">What is wrong with the objects, their fields or conditions.</exception>
    public IReadOnlyList<JsonElement> Run(SoslQuery query, string userId, string versionPath)
    {
        List<(SObjectType Type, SoslReturning Item)> objects = [.. Objects(query, userId)];
        List<JsonElement> rows = [];
        foreach ((SObjectType type, SoslReturning item) in objects)
        {
            int most = item.Limit ?? (item.Where is null && item.OrderBy is null ? Math.Min(MostRows / objects.Count, MostOfObject) : MostRows);
            rows.AddRange(Find(query, type, item, userId, versionPath).Skip(item.Offset).Take(most));
        }
        return [.. rows.Take(query.Limit)];
    }

    private IEnumerable<(SObjectType Type, SoslReturning Item)> Objects(SoslQuery query, string userId)
    {
        foreach (SoslReturning item in query.Returning)
        {
            yield return (store.FindType(item.Name, userId) ?? throw new SalesforceError(
                400, "INVALID_TYPE", $"sObject type '{item.Name}' is not supported."), item);
        }
        if (query.Returning.Count > 0) yield break;
        foreach (SObjectType type in store.Types)
            if ((ListViewColumns.Has(type) || type.Name == "User") && store.FindType(type.Name, userId) is { } own)
                yield return (own, new SoslReturning(own.Name));
    }

    private List<JsonElement> Find(SoslQuery query, SObjectType type, SoslReturning item, string userId, string versionPath)
    {
        // The statement is run even if nothing can match: what is wrong with it is told.
        string[] searched = [.. type.Fields.Where(f => IsSearched(f, query.Scope)).Select(f => f.Name)];
        string from = $"FROM {type.Name}";
        string clauses = (item.Where is null ? "" : $" WHERE {item.Where}") + (item.OrderBy is null ? "" : $" ORDER BY {item.OrderBy}");
        List<JsonElement> all = Rows($"SELECT Id{string.Concat(searched.Select(f => ", " + f))} {from}{clauses}", userId, versionPath);
        string[] ids = [.. all.Where(r => query.Text.Root?.Matches(Words(r, searched)) == true).Take(2 * MostRows).Select(r => r.GetProperty("Id").GetString()!)];
        string fields = item.Fields ?? "Id";
        Dictionary<string, JsonElement> found = new(StringComparer.Ordinal);
        foreach (string[] part in ids.Chunk(MostRows).DefaultIfEmpty([]))
        {
            string list = part.Length == 0 ? "Id = null" : $"Id IN ({string.Join(",", part.Select(StoreQueries.Quote))})";
            foreach (JsonElement row in Rows($"SELECT {fields} {from} WHERE {list}", userId, versionPath))
                found[IdOf(row)] = row;
        }
        return [.. ids.Where(found.ContainsKey).Select(id => found[id])];
    }

    private static bool IsSearched(SObjectField field, SearchScope scope) => scope switch
    {
        SearchScope.Name => field.NameField || field.Name is "FirstName" or "LastName",
        SearchScope.Email => field.Type == "email",
        SearchScope.Phone => field.Type == "phone",
        _ => field.Type is "string" or "textarea" or "email" or "phone" or "url" && !field.Calculated,
    };

    private static List<string[]> Words(JsonElement row, string[] fields) =>
        [.. fields.Select(f => row.GetProperty(f)).Where(v => v.ValueKind == JsonValueKind.String).Select(v => SearchWords.Of(v.GetString()!))];

    private static string IdOf(JsonElement row)
    {
        string url = row.GetProperty("attributes").GetProperty("url").GetString()!;
        return url[(url.LastIndexOf('/') + 1)..];
    }

    private List<JsonElement> Rows(string soql, string userId, string versionPath)
    {
        try
        {
            using IQueryCursor cursor = store.Query(soql, new QueryOptions(false, MostRows, versionPath) { UserId = userId });
            List<JsonElement> rows = [];
            for (int next = 0; next < cursor.TotalSize;)
            {
                MemoryStream page = new();
                next = cursor.WritePage(page, next, "");
                using JsonDocument document = JsonDocument.Parse(page.GetBuffer().AsMemory(0, (int)page.Length));
                rows.AddRange(document.RootElement.GetProperty("records").Clone().EnumerateArray());
            }
            return rows;
        }
        catch (SalesforceError e)
        {
            // Its place is one in a statement that nobody has sent.
            string reason = e.Message.Split('\n')[^1];
            throw new SalesforceError(e.Status, e.ErrorCode == "MALFORMED_QUERY" ? "MALFORMED_SEARCH" : e.ErrorCode, reason);
        }
    }
}
