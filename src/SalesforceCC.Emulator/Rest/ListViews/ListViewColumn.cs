using System.Text.Json;
using SalesforceCC.Emulator.Data;

namespace SalesforceCC.Emulator.Rest.ListViews;

/// <summary>One column of a list view.</summary>
/// <param name="Path">The field, or the path to it.</param>
/// <param name="Label">Its heading.</param>
/// <param name="Field">The field at the end of the path.</param>
/// <param name="Hidden">Answered, but not shown to users.</param>
internal sealed record ListViewColumn(string Path, string Label, SObjectField Field, bool Hidden)
{
    /// <summary>As it stands in SELECT: users see labels of picklists, not values.</summary>
    public string SelectListItem => Field.Type is "picklist" or "multipicklist" ? $"toLabel({Path})" : Path;

    public bool Sortable => !Hidden && Field.Sortable;

    /// <summary>Writes the column as recorded answers have it; the labels of dates and numbers are from memory.</summary>
    public void Write(Utf8JsonWriter writer, bool sorted, bool descending)
    {
        (string? ascendingLabel, string? descendingLabel) = Directions();
        writer.WriteStartObject();
        writer.WriteString("ascendingLabel", Sortable ? ascendingLabel : null);
        writer.WriteString("descendingLabel", Sortable ? descendingLabel : null);
        writer.WriteString("fieldNameOrPath", Path);
        writer.WriteBoolean("hidden", Hidden);
        writer.WriteString("label", Label);
        writer.WriteString("selectListItem", SelectListItem);
        writer.WriteString("sortDirection", !sorted ? null : descending ? "descending" : "ascending");
        if (sorted)
            writer.WriteNumber("sortIndex", 0);
        else
            writer.WriteNull("sortIndex");
        writer.WriteBoolean("sortable", Sortable);
        writer.WriteString("type", Field.Type);
        writer.WriteEndObject();
    }

    private (string Ascending, string Descending) Directions() => Field.Type switch
    {
        "phone" => ("9-0", "0-9"),
        "picklist" or "multipicklist" or "int" or "double" or "currency" or "percent" => ("Low to High", "High to Low"),
        "date" or "datetime" or "time" => ("New to Old", "Old to New"),
        _ => ("Z-A", "A-Z"),
    };
}
