using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using SalesforceCC.Emulator.Data;
using SalesforceCC.Emulator.Events.Topics;

namespace SalesforceCC.Emulator.Events.Managed;

/// <summary>
/// Managed subscriptions as the Tooling API has them: a full name and metadata, of which the other columns are made. Codes and
/// texts of what is refused are from memory.
/// </summary>
internal sealed partial class ManagedRows(OrgStore store, EventTopics topics)
{
    private const int MostRows = 200;
    private static readonly string[] s_replays = ["LATEST", "EARLIEST"];
    private static readonly string[] s_states = ["RUN", "STOP"];

    public static bool Has(SObjectType type) => type.Name == ManagedSubscriptions.Type;

    /// <summary>The row that a body of the Tooling API describes; over the one of that id, which is null for a new one.</summary>
    /// <exception cref="SalesforceError">It cannot be.</exception>
    public JsonElement Row(string? id, JsonElement body)
    {
        if (Property(body, "Metadata") is not { ValueKind: JsonValueKind.Object } metadata) throw Missing("Metadata");
        string name = Text(body, "FullName") ?? (id is null ? null : NameOf(id)) ?? throw Missing("FullName");
        if (!Name().IsMatch(name)) throw Invalid("FullName", $"The full name of a managed event subscription is an API name, not {name}");
        if (id is null) CheckNew(name);
        string topic = Text(metadata, "topicName") ?? throw Missing("topicName");
        if (topics.Find(topic) is not { CanSubscribe: true }) throw Invalid("TopicName", $"There is no topic {topic}");
        JsonObject told = new()
        {
            ["defaultReplay"] = OneOf(metadata, "defaultReplay", s_replays),
            ["errorRecoveryReplay"] = OneOf(metadata, "errorRecoveryReplay", s_replays),
            ["label"] = Text(metadata, "label") ?? throw Missing("label"),
            ["state"] = OneOf(metadata, "state", s_states),
            ["topicName"] = topic,
            ["urls"] = null,
        };
        return JsonSerializer.SerializeToElement(new JsonObject
        {
            ["FullName"] = name,
            ["DeveloperName"] = name,
            ["MasterLabel"] = told["label"]!.DeepClone(),
            ["TopicName"] = topic,
            ["DefaultReplay"] = told["defaultReplay"]!.DeepClone(),
            ["ErrorRecoveryReplay"] = told["errorRecoveryReplay"]!.DeepClone(),
            ["State"] = told["state"]!.DeepClone(),
            ["Metadata"] = told.ToJsonString(),
        });
    }

    private void CheckNew(string name)
    {
        IReadOnlyList<JsonElement> rows = store.Rows($"SELECT DeveloperName FROM {ManagedSubscriptions.Type}");
        if (rows.Any(r => name.Equals(r.GetProperty("DeveloperName").GetString(), StringComparison.OrdinalIgnoreCase)))
            throw new SalesforceError(400, "DUPLICATE_DEVELOPER_NAME", $"The name {name} is already used. Use a different name.", "DeveloperName");
        if (rows.Count >= MostRows)
            throw new SalesforceError(400, "LIMIT_EXCEEDED", $"An org can have up to {MostRows} managed event subscriptions");
    }

    private string NameOf(string id) =>
        store.Rows($"SELECT FullName FROM {ManagedSubscriptions.Type} WHERE Id = {StoreQueries.Quote(id)} LIMIT 1") is [var row]
            ? row.GetProperty("FullName").GetString()!
            : throw new SalesforceError(404, "NOT_FOUND", "The requested resource does not exist");

    private static string OneOf(JsonElement metadata, string name, string[] values)
    {
        string value = Text(metadata, name) ?? throw Missing(name);
        return values.Contains(value) ? value : throw Invalid(name, $"{name}: bad value for restricted picklist field: {value}");
    }

    private static SalesforceError Missing(string field) => new(400, "REQUIRED_FIELD_MISSING", $"Required fields are missing: [{field}]", field);

    private static SalesforceError Invalid(string field, string message) => new(400, "FIELD_INTEGRITY_EXCEPTION", message, field);

    private static string? Text(JsonElement json, string name) =>
        Property(json, name) is { ValueKind: JsonValueKind.String } text && text.GetString() is { Length: > 0 } value ? value : null;

    private static JsonElement? Property(JsonElement json, string name) => json.EnumerateObject()
        .Where(p => p.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(p => (JsonElement?)p.Value).FirstOrDefault();

    [GeneratedRegex(@"^[A-Za-z]\w*\z")]
    private static partial Regex Name();
}
