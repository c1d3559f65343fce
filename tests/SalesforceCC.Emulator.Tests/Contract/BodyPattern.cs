using System.Text.Json;
using System.Text.RegularExpressions;

namespace SalesforceCC.Emulator.Tests.Contract;

/// <summary>
/// An expected body: JSON with the keys in their order, the values that must be, and in place of other values their type:
/// <c>#id</c>, <c>#text</c>, <c>#int</c>, <c>#double</c> (with a point), <c>#bool</c>, <c>#date</c>, <c>#datetime</c>,
/// <c>#time</c>, <c>#path</c> (of this host), <c>#url</c> (absolute), <c>#any</c>, <c>#/pattern/</c>. <c>#id?</c> may be null,
/// <c>#id=a</c> is kept as <c>{a}</c>. <c>"#more":true</c> allows further keys, <c>["#each", x]</c> is a list of any length of x,
/// not empty; <c>["#some", x]</c> is a list with x in it.
/// </summary>
internal static partial class BodyPattern
{
    public static List<string> Differences(string pattern, JsonElement body, Dictionary<string, string> found)
    {
        List<string> wrong = [];
        using JsonDocument document = JsonDocument.Parse(pattern);
        Compare(document.RootElement, body, "$", wrong, found);
        return wrong;
    }

    /// <summary>True for a header that is as expected, or of the expected type.</summary>
    public static bool IsText(string expected, string actual) =>
        expected.StartsWith('#') ? IsType(expected, JsonSerializer.SerializeToElement(actual)) : expected == actual;

    private static void Compare(JsonElement expected, JsonElement actual, string path, List<string> wrong, Dictionary<string, string> found)
    {
        if (expected.ValueKind == JsonValueKind.String && expected.GetString() is ['#', ..] type)
        {
            Match named = Named().Match(type);
            if (!IsType(named.Success ? named.Groups["type"].Value : type, actual))
                wrong.Add($"{path}: {actual.GetRawText()}, not {type}");
            else if (named.Success)
                found[named.Groups["name"].Value] = actual.ToString();
        }
        else if (expected.ValueKind != actual.ValueKind)
            wrong.Add($"{path}: {actual.ValueKind}, not {expected.ValueKind}");
        else if (expected.ValueKind == JsonValueKind.Object)
            CompareObjects(expected, actual, path, wrong, found);
        else if (expected.ValueKind == JsonValueKind.Array)
            CompareArrays(expected, actual, path, wrong, found);
        else if (expected.ValueKind == JsonValueKind.String ? expected.GetString() != actual.GetString() : expected.GetRawText() != actual.GetRawText())
            wrong.Add($"{path}: {actual.GetRawText()}, not {expected.GetRawText()}");
    }

    private static void CompareObjects(JsonElement expected, JsonElement actual, string path, List<string> wrong, Dictionary<string, string> found)
    {
        bool more = expected.TryGetProperty("#more", out _);
        string[] wanted = [.. expected.EnumerateObject().Select(p => p.Name).Where(n => n != "#more")];
        string[] there = [.. actual.EnumerateObject().Select(p => p.Name).Where(n => !more || wanted.Contains(n))];
        if (!wanted.SequenceEqual(there))
            wrong.Add($"{path}: keys {string.Join(' ', there)}");
        foreach (string name in wanted.Intersect(there))
            Compare(expected.GetProperty(name), actual.GetProperty(name), $"{path}.{name}", wrong, found);
    }

    private static void CompareArrays(JsonElement expected, JsonElement actual, string path, List<string> wrong, Dictionary<string, string> found)
    {
        JsonElement[] wanted = [.. expected.EnumerateArray()], there = [.. actual.EnumerateArray()];
        string? quantity = wanted is [{ ValueKind: JsonValueKind.String } first, _] ? first.GetString() : null;
        if (quantity == "#some")
        {
            foreach (JsonElement item in there)
            {
                // What an item gives that is another is not kept.
                Dictionary<string, string> kept = new(found, StringComparer.Ordinal);
                if (Differences(wanted[1].GetRawText(), item, kept).Count > 0) continue;
                foreach ((string name, string value) in kept) found[name] = value;
                return;
            }
            wrong.Add($"{path}: no item like {wanted[1].GetRawText()}");
            return;
        }
        if (quantity == "#each") wanted = [.. Enumerable.Repeat(wanted[1], Math.Max(1, there.Length))];
        if (wanted.Length != there.Length)
            wrong.Add($"{path}: {there.Length} items");
        for (int i = 0; i < Math.Min(wanted.Length, there.Length); i++)
            Compare(wanted[i], there[i], $"{path}[{i}]", wrong, found);
    }

    private static bool IsType(string type, JsonElement value)
    {
        if (type.EndsWith('?') && !type.StartsWith("#/", StringComparison.Ordinal))
            return value.ValueKind == JsonValueKind.Null || IsType(type[..^1], value);
        string? text = value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        return type switch
        {
            "#any" => true,
            "#text" => text is not null,
            "#int" => value.ValueKind == JsonValueKind.Number && !value.GetRawText().Contains('.', StringComparison.Ordinal),
            "#double" => value.ValueKind == JsonValueKind.Number && value.GetRawText().Contains('.', StringComparison.Ordinal),
            "#bool" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
            "#id" => text is not null && Id().IsMatch(text),
            "#date" => text is not null && Date().IsMatch(text),
            "#datetime" => text is not null && DateAndTime().IsMatch(text),
            "#time" => text is not null && Time().IsMatch(text),
            "#path" => text?.StartsWith('/') == true,
            "#url" => text?.StartsWith("http", StringComparison.Ordinal) == true,
            ['#', '/', .. var pattern, '/'] => text is not null && Regex.IsMatch(text, pattern, RegexOptions.None, TimeSpan.FromSeconds(1)),
            _ => throw new InvalidDataException($"No such type: {type}"),
        };
    }

    [GeneratedRegex("^(?<type>#.+)=(?<name>[a-z0-9]+)$")]
    private static partial Regex Named();

    [GeneratedRegex("^[0-9A-Za-z]{18}$")]
    private static partial Regex Id();

    [GeneratedRegex(@"^\d{4}-\d\d-\d\d$")]
    private static partial Regex Date();

    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+0000$")]
    private static partial Regex DateAndTime();

    [GeneratedRegex(@"^\d\d:\d\d:\d\d\.\d{3}Z$")]
    private static partial Regex Time();
}
