namespace SalesforceCC.ListViews;

/// <summary>A column of a list view.</summary>
/// <param name="Path">The field, also of a parent.</param>
/// <param name="Type">Its type, as describe calls it.</param>
internal sealed record ListViewColumn(string Path, string? Type);
