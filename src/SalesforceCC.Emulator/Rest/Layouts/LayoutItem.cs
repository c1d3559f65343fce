using System.Text.Json;
using System.Text.Json.Nodes;
using SalesforceCC.Emulator.Data;
using SalesforceCC.Emulator.Http;

namespace SalesforceCC.Emulator.Rest.Layouts;

/// <summary>A field on a layout.</summary>
internal static class LayoutItem
{
    private const int LinesOfLongText = 6;

    public static JsonObject Of(SObjectField field, int tabOrder, bool editable) => new()
    {
        ["editableForNew"] = editable && field.Createable,
        ["editableForUpdate"] = editable && field.Updateable,
        ["label"] = field.Label,
        ["layoutComponents"] = new JsonArray(new JsonObject
        {
            ["components"] = new JsonArray(),
            ["details"] = Details(field),
            ["displayLines"] = field.Kind == FieldKind.LongText ? LinesOfLongText : 1,
            ["tabOrder"] = tabOrder,
            ["type"] = "Field",
            ["value"] = field.Name,
        }),
        ["placeholder"] = false,
        ["required"] = editable && !field.Nillable && field.Createable && !field.DefaultedOnCreate,
    };

    private static JsonNode Details(SObjectField field)
    {
        using PooledBuffer buffer = new PooledBuffer(2_048);
        using (Utf8JsonWriter writer = ApiJson.WriterTo(buffer))
            FieldWriter.Write(writer, field);
        return JsonNode.Parse(buffer.Written.Span)!;
    }
}
