using System.Text.Json;

namespace SalesforceCC.Emulator.Data.Schema;

/// <summary>One object of a schema file, with the fields that every object of its sort has.</summary>
internal sealed class ObjectDefinition
{
    private static readonly JsonElement s_audit = Parse(
        """
        {
          "CreatedDate": { "type": "datetime", "set": false, "required": true },
          "CreatedById": { "type": "reference", "to": "User", "set": false, "required": true },
          "LastModifiedDate": { "type": "datetime", "set": false, "required": true },
          "LastModifiedById": { "type": "reference", "to": "User", "set": false, "required": true },
          "SystemModstamp": { "type": "datetime", "set": false, "required": true }
        }
        """);

    private static readonly JsonElement s_system = Parse(
        """
        {
          "Id": { "type": "id", "label": "Record ID", "set": false, "required": true },
          "IsDeleted": { "type": "boolean", "label": "Deleted", "set": false },
          "OwnerId": { "type": "reference", "to": "Group|User", "default": "$user" },
          "Name": { "type": "string(80)" }
        }
        """);

    // The order of these is from memory.
    private static readonly JsonElement s_event = Parse(
        """
        {
          "ReplayId": { "type": "string(255)", "label": "Replay ID", "set": false },
          "CreatedDate": { "type": "datetime", "set": false, "required": true },
          "CreatedById": { "type": "reference", "to": "User", "set": false, "required": true },
          "EventUuid": { "type": "string(36)", "label": "Event UUID", "set": false }
        }
        """);

    private static readonly HashSet<string> s_afterAudit = ["LastActivityDate", "LastViewedDate", "LastReferencedDate", "ManageableState"];

    // What may change; the rest decides which fields there are, and what ids begin with.
    private static readonly string[] s_traits = ["label", "labelPlural", "createable", "updateable", "publishImmediately"];

    private readonly List<FieldDefinition> _fields = [];
    private JsonElement _json;

    public ObjectDefinition(string name, JsonElement json)
    {
        Name = name;
        _json = json;
        bool custom = name.EndsWith("__c", StringComparison.Ordinal);
        KeyPrefix = Text("keyPrefix");
        if (IsEvent)
        {
            foreach (JsonProperty field in s_event.EnumerateObject()) Add(s_event, field.Name);
            AddFields(json, keepKnown: true);
            return;
        }
        Deletable = Flag("deletable");
        Add(s_system, "Id");
        if (custom && !HasMaster()) Add(s_system, "OwnerId");
        if (Deletable) Add(s_system, "IsDeleted");
        if ((custom || Text("keyPrefix") is null) && !Fields().Any(f => f.Name == "Name")) Add(s_system, "Name");
        AddFields(json, keepKnown: false);
        _fields.InsertRange(PlaceOfAudit(), Audit().Select(a => new FieldDefinition(a, s_audit.GetProperty(a))));
    }

    public string Name { get; }

    /// <summary>A platform event has fields of its own, and neither id nor owner.</summary>
    public bool IsEvent => Name.EndsWith("__e", StringComparison.OrdinalIgnoreCase);

    public bool Deletable { get; }

    /// <summary>Start of the rows' ids; null where the definition leaves that to the org.</summary>
    public string? KeyPrefix { get; set; }

    public IReadOnlyList<FieldDefinition> AllFields => _fields;

    /// <summary>Takes what a later file says of this object: fields, and labels and the like where it replaces them.</summary>
    public void Add(JsonElement json, bool keepKnown)
    {
        AddFields(json, keepKnown);
        if (keepKnown) return;
        Dictionary<string, JsonElement> traits = _json.EnumerateObject().ToDictionary(p => p.Name, p => p.Value);
        foreach (string name in s_traits)
            if (json.TryGetProperty(name, out JsonElement value)) traits[name] = value;
        _json = JsonSerializer.SerializeToElement(traits);
    }

    public void Remove(Predicate<FieldDefinition> field) => _fields.RemoveAll(field);

    /// <summary>Adds the fields of a later file that extends this object.</summary>
    /// <param name="json">The object in that file.</param>
    /// <param name="keepKnown">Fields that are there already stay; otherwise the later ones take their place.</param>
    public void AddFields(JsonElement json, bool keepKnown)
    {
        if (!json.TryGetProperty("fields", out JsonElement fields)) return;
        foreach (JsonProperty field in fields.EnumerateObject())
        {
            int at = _fields.FindIndex(f => f.Name.Equals(field.Name, StringComparison.OrdinalIgnoreCase));
            if (at < 0) _fields.Add(new FieldDefinition(field.Name, field.Value));
            else if (!keepKnown) _fields[at] = new FieldDefinition(field.Name, field.Value);
        }
    }

    /// <summary>It is there in the Tooling API only.</summary>
    public bool ToolingOnly => Flag("tooling", false);

    public SObjectType ToType(IReadOnlyList<ChildRelationship> children)
    {
        string label = Text("label") ?? FieldLabel.From(Name, false);
        string nameField = Text("nameField") ?? "Name";
        return new SObjectType
        {
            Name = Name,
            Label = label,
            LabelPlural = Text("labelPlural") ?? label + "s",
            KeyPrefix = KeyPrefix ?? throw new InvalidDataException($"Object {Name} needs a keyPrefix."),
            Fields = [.. _fields.Select(f => f.ToField(f.Name == nameField))],
            ChildRelationships = children,
            Createable = Flag("createable"),
            Updateable = !IsEvent && Flag("updateable"),
            Deletable = Deletable,
            ToolingOnly = ToolingOnly,
            PublishImmediately = IsEvent && Flag("publishImmediately", false),
        };
    }

    private bool HasMaster() => Fields().Any(f => f.Cascade);

    private IEnumerable<FieldDefinition> Fields() =>
        _json.TryGetProperty("fields", out JsonElement fields)
            ? fields.EnumerateObject().Select(f => new FieldDefinition(f.Name, f.Value))
            : [];

    private string[] Audit() =>
        Text("audit")?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ??
        [.. s_audit.EnumerateObject().Select(p => p.Name)];

    /// <summary>
    /// As in recorded rows and describes: before what the org itself notes about activities and views, and before
    /// custom fields.
    /// </summary>
    private int PlaceOfAudit()
    {
        int at = _fields.FindIndex(f => s_afterAudit.Contains(f.Name) || f.Name.EndsWith("__c", StringComparison.Ordinal));
        return at < 0 ? _fields.Count : at;
    }

    private void Add(JsonElement source, string name) =>
        _fields.Add(new FieldDefinition(name, source.GetProperty(name)));

    private string? Text(string name) => _json.TryGetProperty(name, out JsonElement value) ? value.GetString() : null;

    private bool Flag(string name, bool otherwise = true) => _json.TryGetProperty(name, out JsonElement value) ? value.GetBoolean() : otherwise;

    private static JsonElement Parse(string json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }
}
