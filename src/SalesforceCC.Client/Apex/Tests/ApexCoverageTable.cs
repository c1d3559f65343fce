using System.Text.Json;

namespace SalesforceCC.Apex.Tests;

/// <summary>Puts together what single tests reached of each class: a line is reached if one of them reached it.</summary>
internal sealed class ApexCoverageTable
{
    private readonly Dictionary<string, (string? Id, SortedSet<int> Covered, SortedSet<int> All)> _classes = new(StringComparer.Ordinal);

    /// <summary>Takes what one test reached of one class.</summary>
    public bool Add(JsonElement row)
    {
        string? id = ToolingQuery.Text(row, "ApexClassOrTriggerId");
        string name = ToolingQuery.Text(row, "ApexClassOrTrigger", "Name") ?? id ?? "";
        if (!_classes.TryGetValue(name, out (string? Id, SortedSet<int> Covered, SortedSet<int> All) found))
            _classes.Add(name, found = (id, [], []));
        JsonElement lines = ToolingQuery.Parent(row, "Coverage");
        if (lines.ValueKind != JsonValueKind.Object)
            return true;
        foreach (JsonElement line in lines.GetProperty("coveredLines").EnumerateArray())
        {
            found.Covered.Add(line.GetInt32());
            found.All.Add(line.GetInt32());
        }

        foreach (JsonElement line in lines.GetProperty("uncoveredLines").EnumerateArray())
            found.All.Add(line.GetInt32());
        return true;
    }

    /// <summary>The classes by name.</summary>
    public SfApexCoverage[] ToArray() =>
        [.. _classes
            .OrderBy(static c => c.Key, StringComparer.OrdinalIgnoreCase)
            .Select(static c => new SfApexCoverage(c.Value.Id, c.Key, [.. c.Value.Covered], [.. c.Value.All.Except(c.Value.Covered)]))];
}
