using System.Text.Json;
using SalesforceCC.Emulator.Data;

namespace SalesforceCC.Emulator.Rest.ListViews;

/// <summary>
/// The list views of the org: all rows, one's own rows and recently viewed ones of each object that users work with, and
/// what is added later. Each has a row in ListView.
/// </summary>
internal sealed class ListViewTable
{
    private readonly OrgStore _store;
    private readonly Dictionary<string, ListView> _views = [];
    private readonly Lock _lock = new();

    public ListViewTable(OrgStore store)
    {
        _store = store;
        AddUsual();
        store.SchemaChanged += AddUsual;
    }

    public IReadOnlyList<ListView> Of(SObjectType type)
    {
        lock (_lock)
        {
            return [.. _views.Values.Where(v => v.SobjectType == type.Name).OrderBy(v => v.Label, StringComparer.Ordinal)];
        }
    }

    /// <summary>The view of an object with that id, of 15 or 18 characters; null where there is none.</summary>
    public ListView? Find(SObjectType type, string id) => Find(id) is { } view && view.SobjectType == type.Name ? view : null;

    /// <summary>The view with that id; null where there is none.</summary>
    public ListView? Find(string id)
    {
        lock (_lock)
            return SalesforceId.TryNormalize(id, out string? key) ? _views.GetValueOrDefault(key) : null;
    }

    /// <summary>Adds a view that names existing fields and has a filter that can be read.</summary>
    /// <exception cref="FormatException">It does not; the message says what is wrong.</exception>
    /// <exception cref="SalesforceError">Its query cannot be run.</exception>
    public ListView Add(ListView view)
    {
        SObjectType type = _store.FindType(view.SobjectType) ?? throw new FormatException($"sobjectType: there is no object '{view.SobjectType}'.");
        if (view.DeveloperName.Length == 0)
            throw new FormatException("developerName is missing.");
        if (Of(type).Any(v => v.DeveloperName.Equals(view.DeveloperName, StringComparison.OrdinalIgnoreCase)))
            throw new FormatException($"developerName: {type.Name} has a list view '{view.DeveloperName}' already.");
        view = view with { SobjectType = type.Name, Label = view.Label.Length == 0 ? view.DeveloperName : view.Label, SoqlCompatible = true };
        IReadOnlyList<ListViewColumn> columns = ListViewColumns.Of(_store, type, view, "");
        if (view.Columns.FirstOrDefault(c => columns.All(known => known.Path != c)) is { } unknown)
            throw new FormatException($"columns: {type.Name} has no '{unknown}'.");
        _ = ListViewConditions.Of(view.Where);
        _store.Query(new ListViewQuery(type, view, columns).Soql, new QueryOptions(false, 200, "")).Dispose();
        return Put(view);
    }

    /// <summary>Objects that are new get their views, as they do in an org.</summary>
    private void AddUsual() => _store.Together(() =>
    {
        foreach (SObjectType type in _store.Types.Where(t => ListViewColumns.Has(t) && Of(t).Count == 0))
        {
            foreach (ListView view in Usual(type))
                Put(view);
        }
    });

    private ListView Put(ListView view)
    {
        // An org without the object ListView has no list views.
        if (_store.FindType("ListView") is not { } type)
            return view;
        view = view with
        {
            Id = _store.Keep(type, null, JsonSerializer.SerializeToElement(new Dictionary<string, object>
            {
                ["Name"] = view.Label,
                ["DeveloperName"] = view.DeveloperName,
                ["SobjectType"] = view.SobjectType,
                ["IsSoqlCompatible"] = view.SoqlCompatible,
            })),
        };
        lock (_lock)
            _views.Add(view.Id, view);
        return view;
    }

    private static IEnumerable<ListView> Usual(SObjectType type)
    {
        // Custom objects start with one view named All; standard ones with names of their own.
        ListView view = new ListView { SobjectType = type.Name };
        if (type.Custom)
        {
            yield return view with { DeveloperName = "All", Label = "All" };
            yield break;
        }

        string plural = type.LabelPlural;
        string name = plural.Replace(" ", "", StringComparison.Ordinal);
        yield return view with { DeveloperName = $"All{name}", Label = $"All {plural}" };
        if (type.FindField("OwnerId") is not null)
            yield return view with { DeveloperName = $"My{name}", Label = $"My {plural}", Scope = "mine" };
        yield return view with { DeveloperName = $"RecentlyViewed{name}", Label = $"Recently Viewed {plural}", SoqlCompatible = false };
    }
}
