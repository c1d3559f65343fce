using System.Text.Json;
using System.Text.RegularExpressions;

namespace SalesforceCC.Emulator.Tests.Contract;

/// <summary>
/// Compares bodies by keys, their order, and types; by value only where the value is the point. Items of a list stand for
/// each other, but for lists of answers to a list of questions.
/// </summary>
internal static partial class Shape
{
    private static readonly HashSet<string> s_values =
    [
        "errorCode", "statusCode", "message", "success", "done", "hasErrors", "httpStatusCode", "created", "encoding",
        "maxBatchSize", "referenceId", "token_type", "active", "error", "error_description",
    ];

    private static readonly HashSet<string> s_inOrder = ["compositeResponse", "results"];

    public static SortedSet<string> Differences(JsonElement recorded, JsonElement ours)
    {
        SortedSet<string> differences = new(StringComparer.Ordinal);
        Compare([recorded], ours, "", "", differences);
        return differences;
    }

    private static void Compare(IReadOnlyList<JsonElement> samples, JsonElement ours, string name, string path, SortedSet<string> differences)
    {
        string[] kinds = [.. samples.Select(Kind).Distinct()];
        if (kinds is [] or ["null"]) return;
        string kind = Kind(ours);
        if (!kinds.Contains(kind))
            differences.Add($"{path}: {kind}, not {string.Join(" or ", kinds.Order(StringComparer.Ordinal))}");
        else if (ours.ValueKind == JsonValueKind.Object)
            CompareKeys([.. samples.Where(s => s.ValueKind == JsonValueKind.Object)], ours, path, differences);
        else if (ours.ValueKind == JsonValueKind.Array)
            CompareItems([.. samples.Where(s => s.ValueKind == JsonValueKind.Array)], ours, name, path, differences);
        else if (s_values.Contains(name) && !samples.Any(s => s.ToString() == ours.ToString()))
            differences.Add($"{path}: {ours.GetRawText()}, not {samples[0].GetRawText()}");
    }

    private static void CompareKeys(JsonElement[] samples, JsonElement ours, string path, SortedSet<string> differences)
    {
        string[] there = [.. ours.EnumerateObject().Select(p => p.Name)];
        HashSet<string> known = [.. samples.SelectMany(s => s.EnumerateObject()).Select(p => p.Name)];
        foreach (string name in known.Where(n => samples.All(s => s.TryGetProperty(n, out _))).Except(there))
            differences.Add($"{path}.{name}: missing");
        foreach (string name in there.Except(known))
            differences.Add($"{path}.{name}: not recorded");
        foreach (JsonElement sample in samples)
        {
            string[] order = [.. sample.EnumerateObject().Select(p => p.Name).Intersect(there)];
            if (!there.Intersect(order).SequenceEqual(order))
            {
                (string First, string Second) swapped = there.Intersect(order).Zip(order).First(p => p.First != p.Second);
                differences.Add($"{path}: order {swapped.First}, not {swapped.Second}");
                break;
            }
        }
        foreach (string name in there.Where(known.Contains))
        {
            JsonElement[] values = [.. samples.Where(s => s.TryGetProperty(name, out _)).Select(s => s.GetProperty(name))];
            Compare(values, ours.GetProperty(name), name, $"{path}.{name}", differences);
        }
    }

    private static void CompareItems(JsonElement[] samples, JsonElement ours, string name, string path, SortedSet<string> differences)
    {
        JsonElement[] there = [.. ours.EnumerateArray()], items = [.. samples.SelectMany(s => s.EnumerateArray())];
        bool inOrder = s_inOrder.Contains(name) && items.Length == there.Length;
        if (items.Length == 0 && there.Length > 0 && samples.Length == 1 && name == "errors")
            differences.Add($"{path}: {there.Length} items, not 0");
        if (there.Length == 0 && samples.All(s => s.GetArrayLength() > 0))
            differences.Add($"{path}: empty");
        for (int i = 0; i < there.Length; i++)
            Compare(inOrder ? [items[i]] : items, there[i], name, inOrder ? $"{path}[{i}]" : $"{path}[]", differences);
    }

    private static string Kind(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => "null",
        JsonValueKind.True or JsonValueKind.False => "bool",
        JsonValueKind.Number => value.GetRawText().Contains('.', StringComparison.Ordinal) ? "double" : "int",
        JsonValueKind.String => TextKind(value.GetString()!),
        JsonValueKind.Object => "object",
        _ => "list",
    };

    private static string TextKind(string text) =>
        DateAndTime().IsMatch(text) ? "datetime"
        : Date().IsMatch(text) ? "date"
        : text.StartsWith("/services/", StringComparison.Ordinal) ? "path"
        : text.StartsWith("http", StringComparison.Ordinal) ? "url"
        : "text";

    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+0000$")]
    private static partial Regex DateAndTime();

    [GeneratedRegex(@"^\d{4}-\d\d-\d\d$")]
    private static partial Regex Date();
}
