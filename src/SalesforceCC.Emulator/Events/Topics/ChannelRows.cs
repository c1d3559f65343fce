using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using SalesforceCC.Emulator.Data;
using SalesforceCC.Emulator.Events.Schemas;

namespace SalesforceCC.Emulator.Events.Topics;

/// <summary>
/// Channels and their members as the Tooling API has them: a full name and metadata, of which the other columns are made. What
/// is refused is documented; codes and texts are from memory.
/// </summary>
internal sealed partial class ChannelRows(OrgStore store, EventSchemas schemas, EventChannels channels)
{
    // What an org may select without an add-on.
    private const int MostEntities = 5;

    public static bool Has(SObjectType type) => type.Name is EventChannels.ChannelType or EventChannels.MemberType;

    /// <summary>The row that a body of the Tooling API describes; over the one of that id, which is null for a new one.</summary>
    /// <exception cref="SalesforceError">It cannot be.</exception>
    public JsonElement Row(SObjectType type, string? id, JsonElement body)
    {
        JsonElement? old = id is null ? null : Old(type, id);
        JsonElement metadata = Property(body, "Metadata") is { ValueKind: JsonValueKind.Object } given
            ? given
            : throw new SalesforceError(400, "REQUIRED_FIELD_MISSING", "Required fields are missing: [Metadata]", "Metadata");
        string? name = Text(body, "FullName") ?? (old is { } known ? Text(known, "FullName") : null);
        if (name is null) throw new SalesforceError(400, "REQUIRED_FIELD_MISSING", "Required fields are missing: [FullName]", "FullName");
        JsonObject row = type.Name == EventChannels.ChannelType ? Channel(name, metadata, old) : Member(name, metadata, old);
        row["FullName"] = name;
        return JsonSerializer.SerializeToElement(row);
    }

    /// <summary>A channel goes only when it is empty.</summary>
    public void CheckDelete(SObjectType type, string id)
    {
        if (type.Name == EventChannels.ChannelType && Old(type, id) is { } row && channels.TypesOf(Text(row, "FullName")!).Count > 0)
            throw new SalesforceError(400, "DEPENDENCY_EXISTS", "Cannot delete a platform event channel that has channel members");
    }

    private JsonObject Channel(string name, JsonElement metadata, JsonElement? old)
    {
        if (!ChannelName().IsMatch(name)) throw Invalid("FullName", $"The full name of a channel is an API name with __chn, not {name}");
        string kind = Required(metadata, "channelType"), label = Required(metadata, "label");
        if (kind is not ("data" or "event")) throw Invalid("ChannelType", $"channelType: bad value for restricted picklist field: {kind}");
        if (old is null && channels.Custom.Keys.Contains(name, StringComparer.OrdinalIgnoreCase)) throw Duplicate(name);
        if (old is { } row && Text(row, "ChannelType") != kind) throw Invalid("ChannelType", "The type of a channel cannot be changed");
        return new JsonObject
        {
            ["DeveloperName"] = name[..^"__chn".Length],
            ["MasterLabel"] = label,
            ["ChannelType"] = kind,
            ["Metadata"] = new JsonObject { ["channelType"] = kind, ["label"] = label, ["urls"] = null }.ToJsonString(),
        };
    }

    private JsonObject Member(string name, JsonElement metadata, JsonElement? old)
    {
        if (!MemberName().IsMatch(name)) throw Invalid("FullName", $"The full name of a channel member is an API name, not {name}");
        string channel = Required(metadata, "eventChannel"), entity = Required(metadata, "selectedEntity");
        if (old is { } row && (Text(row, "EventChannel") != channel || Text(row, "SelectedEntity") != entity))
            throw Invalid("SelectedEntity", "Channel and entity of a channel member cannot be changed");
        SObjectType type = TypeOf(channel, entity);
        if (old is null) CheckNew(name, channel, entity);
        string[] enriched = Enriched(metadata, channel, type);
        string? filter = Text(metadata, "filterExpression");
        if (filter is { Length: > 0 }) CheckFilter(filter, channel, type);
        JsonObject told = new()
        {
            ["enrichedFields"] = new JsonArray([.. enriched.Select(f => (JsonNode)new JsonObject { ["name"] = f })]),
            ["eventChannel"] = channel,
            ["filterExpression"] = filter,
            ["selectedEntity"] = entity,
            ["urls"] = null,
        };
        return new JsonObject
        {
            ["DeveloperName"] = name,
            ["MasterLabel"] = entity,
            ["EventChannel"] = channel,
            ["SelectedEntity"] = entity,
            ["FilterExpression"] = filter,
            ["Metadata"] = told.ToJsonString(),
        };
    }

    private SObjectType TypeOf(string channel, string entity)
    {
        string kind = channel == EventChannels.ChangeEvents ? "data"
            : channels.Custom.GetValueOrDefault(channel) ?? throw Invalid("EventChannel", $"There is no event channel {channel}");
        SObjectType? type = schemas.ObjectOf(entity);
        return type is not null && type.IsEvent == (kind == "event")
            ? type
            : throw Invalid("SelectedEntity", $"The entity {entity} cannot be selected for the channel {channel}");
    }

    private void CheckNew(string name, string channel, string entity)
    {
        if (channels.Find(channel, entity) is not null) throw Duplicate(name);
        HashSet<string> selected = [.. channels.Members.Select(m => m.Type).Where(t => EventNames.ObjectOf(t) is not null)];
        if (EventNames.ObjectOf(entity) is not null && selected.Add(entity) && selected.Count > MostEntities)
            throw new SalesforceError(400, "LIMIT_EXCEEDED", $"You can select up to {MostEntities} entities for change data capture");
    }

    private static string[] Enriched(JsonElement metadata, string channel, SObjectType type)
    {
        if (Property(metadata, "enrichedFields") is not { ValueKind: JsonValueKind.Array } list) return [];
        string[] names = [.. list.EnumerateArray().Select(f => Required(f, "name"))];
        if (names.Length > 0 && (channel == EventChannels.ChangeEvents || type.IsEvent))
            throw Invalid("EnrichedFields", "Only change events of custom channels can be enriched");
        foreach (string name in names)
            if (!IsField(type, name)) throw Invalid("EnrichedFields", $"The entity {EventNames.ChangeEventOf(type.Name)} has no field {name}");
        return names;
    }

    private static void CheckFilter(string text, string channel, SObjectType type)
    {
        if (channel == EventChannels.ChangeEvents) throw Invalid("FilterExpression", "Only custom channels can have filters");
        foreach (string field in EventFilter.Parse(text).Fields)
            if (!IsField(type, field)) throw Invalid("FilterExpression", $"The filter names a field that the entity does not have: {field}");
    }

    // Parts of records have the name of the record and a dot.
    private static bool IsField(SObjectType type, string name)
    {
        if (type.IsEvent) return type.FindField(name) is not null;
        string[] path = name.Split('.', 2);
        return ChangeLayout.Of(type).Fields.FirstOrDefault(f => f.Name == path[0]) is { } field &&
            (path.Length == 1 || field.Parts.Any(p => p.Name == path[1]));
    }

    private JsonElement Old(SObjectType type, string id) =>
        store.Rows($"SELECT FIELDS(ALL) FROM {type.Name} WHERE Id = {StoreQueries.Quote(id)} LIMIT 1") is [var row]
            ? row
            : throw new SalesforceError(404, "NOT_FOUND", "The requested resource does not exist");

    private static SalesforceError Duplicate(string name) =>
        new(400, "DUPLICATE_DEVELOPER_NAME", $"The name {name} is already used. Use a different name.", "DeveloperName");

    private static SalesforceError Invalid(string field, string message) => new(400, "FIELD_INTEGRITY_EXCEPTION", message, field);

    private static string Required(JsonElement json, string name) => Text(json, name) is { Length: > 0 } text
        ? text
        : throw new SalesforceError(400, "REQUIRED_FIELD_MISSING", $"Required fields are missing: [{name}]", name);

    private static string? Text(JsonElement json, string name) =>
        Property(json, name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    private static JsonElement? Property(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object
            ? json.EnumerateObject().Where(p => p.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(p => (JsonElement?)p.Value).FirstOrDefault()
            : null;

    // Developer names have no two underscores beside each other, and none at the end.
    [GeneratedRegex(@"^(?!.*__.*__chn)[A-Za-z]\w*(?<!_)__chn\z")]
    private static partial Regex ChannelName();

    [GeneratedRegex(@"^(?!.*__)[A-Za-z]\w*(?<!_)\z")]
    private static partial Regex MemberName();
}
