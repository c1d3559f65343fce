using System.Text.Json;
using SalesforceCC.Connections;
using SalesforceCC.Http;
using SalesforceCC.Json;
using SalesforceCC.Query;
using SalesforceCC.Records;
using SalesforceCC.Rest;

namespace SalesforceCC.ListViews;

/// <summary>Finds list views and their queries.</summary>
internal sealed class ListViewClient(SfSession session)
{
    private const string AllViews = "SELECT Id, Name, DeveloperName, SobjectType, IsSoqlCompatible FROM ListView ORDER BY SobjectType, Name, Id";

    /// <summary>The list views of an object; null: of all objects.</summary>
    public Task<IReadOnlyList<SfListView>> ListAsync(string? type, CancellationToken stop) => type is null ? AllAsync(stop) : OfAsync(type, stop);

    /// <summary>The view that a name means: its label, API name or id, in any case but for the id.</summary>
    /// <exception cref="SfException">NOT_FOUND; INVALID_PARAMETER: several views have it.</exception>
    public async Task<SfListView> FindAsync(string type, string name, CancellationToken stop)
    {
        IReadOnlyList<SfListView> all = await ListAsync(type, stop).ConfigureAwait(false);
        string id = SfId.To18(name);
        SfListView[] found = [.. all.Where(v => v.Id == id)];
        if (found.Length == 0)
            found = [.. all.Where(v => name.Equals(v.DeveloperName, StringComparison.OrdinalIgnoreCase))];
        if (found.Length == 0)
            found = [.. all.Where(v => name.Equals(v.Label, StringComparison.OrdinalIgnoreCase))];
        if (found.Length == 1)
            return found[0];
        if (found.Length > 1)
            throw new SfException(
                SfErrorCodes.InvalidParameter, $"{type} has several list views '{name}': {string.Join(", ", found.Select(static v => v.DeveloperName))}.");
        IReadOnlyList<string> near = NearNames.Of(name, all.Select(static v => v.Label));
        throw new SfException(
            "NOT_FOUND", $"{type} has no list view '{name}'{(near.Count == 0 ? "" : $"; similar: {string.Join(", ", near)}")}.");
    }

    /// <summary>The view's query; null: it has none.</summary>
    public async Task<string?> QueryOfAsync(SfListView view, CancellationToken stop)
    {
        try
        {
            return await JsonCall.SendAsync(
                session,
                ApiRequest.Get(session.Resolve($"{Path(view)}/describe")),
                "describe of the list view",
                root => Query(root, view),
                stop).ConfigureAwait(false);
        }
        catch (SfException e) when ((int?)e.StatusCode is 400 or 404 && !view.IsSoqlCompatible)
        {
            return null;
        }
    }

    // Null says that there is none. Of a view that is a query, something is said.
    private static string? Query(JsonElement root, SfListView view)
    {
        if (view.IsSoqlCompatible && !root.TryGetProperty("query", out _))
            throw JsonReply.Malformed("describe of the list view");
        return JsonMember.Text(root, "query") is { Length: > 0 } query ? query : null;
    }

    /// <summary>Where a view is.</summary>
    internal static string Path(SfListView view) => $"sobjects/{Uri.EscapeDataString(view.Type)}/listviews/{view.Id}";

    private async Task<IReadOnlyList<SfListView>> AllAsync(CancellationToken stop)
    {
        List<SfListView> views = [];
        await foreach (RecordPage page in session.QueryPages(AllViews, new QuerySettings { Raw = true }, stop).ConfigureAwait(false))
        {
            views.AddRange(page.Select(static row => new SfListView(
                row.GetId() ?? "",
                row.GetValue("SobjectType") as string ?? "",
                row.GetValue("DeveloperName") as string ?? "",
                row.GetValue("Name") as string ?? "",
                row.GetValue("IsSoqlCompatible") is true)));
        }

        return views;
    }

    private async Task<IReadOnlyList<SfListView>> OfAsync(string type, CancellationToken stop)
    {
        List<SfListView> views = [];
        Uri url = session.Resolve($"sobjects/{Uri.EscapeDataString(type)}/listviews");
        LinkTrail trail = new(url);
        for (Uri? next = url; next is not null;)
        {
            (IReadOnlyList<SfListView> page, string? link) = await JsonCall.SendAsync(
                session, ApiRequest.Get(next), "list of list views", root => Read(root, type), stop).ConfigureAwait(false);
            views.AddRange(page);
            next = link is null ? null : trail.Follow(session.InstanceUrl, link);
        }

        return views;
    }

    private static (IReadOnlyList<SfListView>, string?) Read(JsonElement root, string type)
    {
        string name = JsonMember.Text(root, "sobjectType") ?? type;
        SfListView[] views = [.. root.GetProperty("listviews").EnumerateArray().Select(v => new SfListView(
            SfId.To18(v.GetProperty("id").GetString()!),
            name,
            JsonMember.Text(v, "developerName") ?? "",
            JsonMember.Text(v, "label") ?? "",
            v.TryGetProperty("soqlCompatible", out JsonElement flag) && flag.ValueKind == JsonValueKind.True))];
        return (views, JsonMember.Text(root, "nextRecordsUrl"));
    }
}
