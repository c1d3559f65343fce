using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using SalesforceCC.Emulator.Data;

namespace SalesforceCC.Emulator.Composite;

/// <summary>Replaces <c>@{ref.path}</c> by what an earlier subrequest answered. Names are case-sensitive.</summary>
internal sealed partial class References
{
    private readonly Dictionary<string, JsonNode?> _bodies = [];

    public void Add(string referenceId, CompositeResult result) =>
        _bodies[referenceId] = result.IsSuccess ? result.Body : null;

    /// <summary>The names that a subrequest refers to.</summary>
    public static IEnumerable<string> In(Subrequest subrequest) => Reference()
        .Matches(subrequest.Url + subrequest.Body?.ToJsonString(Http.ApiJson.Serializer))
        .Select(m => m.Groups["ref"].Value)
        .Distinct(StringComparer.Ordinal);

    public string Resolve(string text, Func<string, string>? encode = null) =>
        Reference().Replace(text, match =>
        {
            string value = Find(match.Groups["ref"].Value, match.Groups["path"].Value);
            return encode is null ? value : encode(value);
        });

    public void ResolveIn(ref JsonNode? node)
    {
        switch (node)
        {
            case JsonObject obj:
                foreach (string name in obj.Select(p => p.Key).ToList())
                {
                    JsonNode? child = obj[name];
                    ResolveIn(ref child);
                    if (child != obj[name])
                        obj[name] = child;
                }

                break;
            case JsonArray array:
                for (int i = 0; i < array.Count; i++)
                {
                    JsonNode? child = array[i];
                    ResolveIn(ref child);
                    if (child != array[i])
                        array[i] = child;
                }

                break;
            case JsonValue value when value.TryGetValue<string>(out string? text):
                if (text.Contains("@{", StringComparison.Ordinal))
                    node = JsonValue.Create(Resolve(text));
                break;
        }
    }

    private string Find(string reference, string path)
    {
        JsonNode? node = _bodies.GetValueOrDefault(reference);
        foreach (Match step in Step().Matches(path))
        {
            node = (node, step.Groups["index"]) switch
            {
                (JsonArray array, { Success: true } index) =>
                    int.Parse(index.Value, CultureInfo.InvariantCulture) is var i && i < array.Count ? array[i] : null,
                (JsonObject obj, { Success: false }) => obj[step.Value],
                _ => null,
            };
        }

        // From memory of the documentation's example.
        return node is JsonValue value
            ? value.ToString()
            : throw new SalesforceError(
                400,
                "PROCESSING_HALTED",
                $"Invalid reference specified. No value for {reference}.{path} found in {reference}.");
    }

    [GeneratedRegex(@"@\{(?<ref>\w+)\.?(?<path>[^}]*)\}")]
    private static partial Regex Reference();

    [GeneratedRegex(@"\[(?<index>\d+)\]|[^.\[\]]+")]
    private static partial Regex Step();
}
