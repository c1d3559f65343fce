using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Xunit;

namespace SalesforceCC.Conformance.Tests;

/// <summary>Tree files and plans that others ship with their samples, and the objects that these need.</summary>
internal sealed class SampleTrees
{
    // Each with everything that it refers to.
    private static readonly string[] s_plans =
    [
        "tree/apex-recipes/data-plan.json", "tree/easy-spaces/Plan1.json", "tree/easy-spaces/Plan2.json", "tree/plugin-data-commonChild/Account-Opportunity-Task-Case-plan.json",
        "tree/plugin-data-deep/accounts-contacts-plan.json", "tree/plugin-data-junction/Account-AccountContactRelation-Contact-plan.json",
        "tree/plugin-data-self-referencing/Account-plan.json", "tree/purealoe/Harvest_Field__c-plan.json", "tree/purealoe/Merchandise__c-plan.json",
        "tree-trailhead/dreamhouse/sample-data-plan.json", "tree-trailhead/ebikes/sample-data-plan.json",
    ];

    private static readonly string[] s_files =
        ["tree/apex-recipes/Campaigns.json", "tree-plugin-data/accounts-contacts-tree.json", "tree-plugin-data/travel-expense.json"];

    private readonly Dictionary<string, SortedSet<string>> _fields = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<(string, string)> _recordTypes = [];

    public IReadOnlyList<string> Plans { get; private init; } = [];

    public IReadOnlyList<string> Files { get; private init; } = [];

    /// <summary>What is needed beside the org's own objects, in the form that the org takes.</summary>
    public JsonObject Schema { get; } = [];

    /// <summary>The fields of each object, for queries.</summary>
    public IReadOnlyDictionary<string, SortedSet<string>> Fields => _fields;

    public IReadOnlyCollection<(string Type, string Name)> RecordTypes => _recordTypes;

    /// <summary>How many records there are.</summary>
    public int Count { get; private set; }

    public static SampleTrees Read()
    {
        string fixtures = Path.Combine(Directory.GetParent(Npm.FindRoot())?.FullName ?? "", "shared", "fixtures");
        Assert.SkipUnless(Directory.Exists(fixtures), "The sample data are not beside this repository.");
        SampleTrees samples = new()
        {
            Plans = [.. s_plans.Select(p => Path.Combine(fixtures, p))],
            Files = [.. s_files.Select(p => Path.Combine(fixtures, p))],
        };
        foreach (string plan in samples.Plans)
            samples.Add(FilesOf(plan));
        foreach (string file in samples.Files)
            samples.Add([file]);
        return samples;
    }

    /// <summary>The records of a plan as texts in a fixed order: references are the texts of what they refer to.</summary>
    public static string[] Canonical(string folder)
    {
        Dictionary<string, JsonObject> records = [];
        foreach (string file in FilesOf(Path.Combine(folder, "plan.json")))
            foreach (JsonNode? record in JsonNode.Parse(File.ReadAllText(file))!["records"]!.AsArray())
                records["@" + (string)record!["attributes"]!["referenceId"]!] = record.AsObject();
        return [.. records.Values.Select(r => Text(r, 0)).Order(StringComparer.Ordinal)];

        string Text(JsonObject record, int depth) => $"{record["attributes"]!["type"]}({string.Join(", ", record
            .Where(static m => m.Key != "attributes" && m.Value is not null)
            .OrderBy(static m => m.Key, StringComparer.OrdinalIgnoreCase)
            .Select(m => $"{m.Key.ToUpperInvariant()}={Value(m.Value!, depth)}"))})";

        string Value(JsonNode value, int depth) =>
            value.GetValueKind() == JsonValueKind.String && records.TryGetValue((string)value!, out JsonObject? target)
                ? depth > 5 ? "..." : Text(target, depth + 1)
                : value is JsonObject parent ? (string?)parent["Name"] ?? ""
                : value.GetValueKind() == JsonValueKind.Number ? ((decimal)value).ToString("G29", CultureInfo.InvariantCulture) : value.ToJsonString();
    }

    private static IReadOnlyList<string> FilesOf(string plan) =>
    [
        .. JsonNode.Parse(File.ReadAllText(plan))!.AsArray()
            .SelectMany(static part => part!["files"]!.AsArray())
            .Select(file => Path.Combine(Path.GetDirectoryName(plan)!, (string)file!)),
    ];

    private void Add(IReadOnlyList<string> files)
    {
        JsonObject[] all = [.. files.SelectMany(static f => JsonNode.Parse(File.ReadAllText(f))!["records"]!.AsArray()).SelectMany(static r => WithChildren(r!.AsObject()))];
        Dictionary<string, string> types = all.ToDictionary(static r => "@" + (string)r["attributes"]!["referenceId"]!, static r => (string)r["attributes"]!["type"]!);
        Count += all.Length;
        foreach (JsonObject record in all)
            AddFields((string)record["attributes"]!["type"]!, record, types);
    }

    private static IEnumerable<JsonObject> WithChildren(JsonObject record) =>
        record.Select(static m => m.Value).OfType<JsonObject>().Where(static v => v.ContainsKey("records"))
            .SelectMany(static v => v["records"]!.AsArray()).SelectMany(static r => WithChildren(r!.AsObject())).Prepend(record);

    private void AddFields(string type, JsonObject record, Dictionary<string, string> types)
    {
        if (!_fields.TryGetValue(type, out SortedSet<string>? fields))
            _fields[type] = fields = new(StringComparer.OrdinalIgnoreCase);
        bool isOfOrg = !type.EndsWith("__c", StringComparison.Ordinal) && type != "AccountContactRelation";
        if (type == "Contact")
            fields.Add("AccountId");
        foreach ((string name, JsonNode? value) in record)
        {
            if (name == "attributes" || value is JsonObject children && children.ContainsKey("records"))
                continue;
            if (name == "RecordType")
                _recordTypes.Add((type, (string)value!["Name"]!));
            fields.Add(name == "RecordType" ? "RecordType.Name" : name);
            if (name == "Name" || isOfOrg && !name.EndsWith("__c", StringComparison.OrdinalIgnoreCase))
                continue;
            JsonObject definition = Definition(type);
            if (name == "RecordType")
                definition["RecordTypeId"] = JsonNode.Parse("""{"type":"reference","to":"RecordType","relationship":"RecordType"}""");
            else if (value!.GetValueKind() == JsonValueKind.String && types.TryGetValue((string)value!, out string? target))
                definition[name] = new JsonObject { ["type"] = "reference", ["to"] = target };
            else
                definition[name] ??= value.GetValueKind() switch
                {
                    JsonValueKind.True or JsonValueKind.False => "boolean",
                    JsonValueKind.Number => "double(18,8)",
                    _ => "textarea(32768)",
                };
        }

        if (!isOfOrg)
            Definition(type);
    }

    private JsonObject Definition(string type)
    {
        if (!Schema.ContainsKey(type))
            Schema[type] = type.EndsWith("__c", StringComparison.Ordinal) || type == "AccountContactRelation"
                ? new JsonObject { ["label"] = type, ["labelPlural"] = type, ["fields"] = new JsonObject() }
                : new JsonObject { ["fields"] = new JsonObject() };
        return Schema[type]!["fields"]!.AsObject();
    }
}
