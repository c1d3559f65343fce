using SalesforceCC.Emulator.Data;

namespace SalesforceCC.Emulator.Rest.ListViews;

/// <summary>A list view as SOQL, and the parts that describe names one by one.</summary>
internal sealed class ListViewQuery(SObjectType type, ListView view, IReadOnlyList<ListViewColumn> columns)
{
    /// <summary>What it is sorted by; the id behind it makes the order a definite one.</summary>
    public IReadOnlyList<(string Path, bool Descending)> OrderBy { get; } = Order(view, columns);

    public string Soql =>
        $"SELECT {string.Join(", ", columns.Select(c => c.SelectListItem))} FROM {type.Name}" +
        (view.Scope is null ? "" : $" USING SCOPE {view.Scope}") +
        (view.Where is null ? "" : $" WHERE {view.Where}") +
        $" ORDER BY {string.Join(", ", OrderBy.Select(Text))}";

    private static (string Path, bool Descending)[] Order(ListView view, IReadOnlyList<ListViewColumn> columns)
    {
        string? first = view.OrderBy ?? columns.FirstOrDefault(c => c.Sortable)?.Path;
        return first is null or "Id" ? [("Id", view.Descending)] : [(first, view.Descending), ("Id", false)];
    }

    private static string Text((string Path, bool Descending) item) =>
        item.Descending ? $"{item.Path} DESC NULLS LAST" : $"{item.Path} ASC NULLS FIRST";
}
