using System.Text.Json;
using System.Text.Json.Nodes;
using SalesforceCC.Emulator.Data;

namespace SalesforceCC.Emulator.Composite;

/// <summary>One record of a tree.</summary>
/// <param name="Type">Its object, as the user sees it.</param>
/// <param name="ReferenceId">The name it has in the request.</param>
/// <param name="Json">The record as sent, its children among its fields.</param>
/// <param name="Parent">The record that it lies in; null at the top.</param>
/// <param name="ParentField">The field that refers to that one.</param>
internal sealed record TreeRow(SObjectType Type, string ReferenceId, JsonElement Json, TreeRow? Parent = null, string? ParentField = null)
{
    /// <summary>The id that it has got; null until then.</summary>
    public string? Id { get; set; }

    /// <summary>The record without its children, and with the id of its parent.</summary>
    public RowOrder Order()
    {
        JsonObject fields = [];
        foreach (JsonProperty property in Json.EnumerateObject())
            if (!IsChildren(property.Value))
                fields[property.Name] = JsonNode.Parse(property.Value.GetRawText());
        if (ParentField is not null)
            fields[ParentField] = Parent!.Id;
        using JsonDocument document = JsonDocument.Parse(fields.ToJsonString());
        return new RowOrder(RowOperation.Insert, Type, Fields: document.RootElement.Clone());
    }

    /// <summary>Whether a value is children, and no parent that is named by a key.</summary>
    public static bool IsChildren(JsonElement value) =>
        value.ValueKind == JsonValueKind.Object && value.TryGetProperty("records", out JsonElement records) &&
        records.ValueKind == JsonValueKind.Array;
}
