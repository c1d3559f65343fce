using System.Text.Json.Nodes;
using SalesforceCC.Emulator.Data;
using SalesforceCC.Emulator.Events.Schemas;
using SalesforceCC.Emulator.Http;

namespace SalesforceCC.Emulator.Events.Rest;

/// <summary>Schemas of events by REST: <c>/sobjects/X__e/eventSchema</c> and <c>/event/eventSchema/{id}</c>.</summary>
internal sealed class EventSchemaApi(OrgStore store, EventSchemas schemas)
{
    public void AddTo(RouteTable routes) => routes
        .Map("GET", "/event/eventSchema/{id}", ById)
        .Map("GET", "/sobjects/{type}/eventSchema", OfType);

    private Answer ById(Call call) =>
        Of(call, schemas.Find(call.Values["id"]) is { } schema && MaySee(schema.TypeName, call.UserId) ? schema : null);

    private Answer OfType(Call call) =>
        Of(call, MaySee(call.Values["type"], call.UserId) ? schemas.Current(call.Values["type"]) : null);

    private bool MaySee(string type, string userId) =>
        schemas.ObjectOf(type) is { } own && store.FindType(own.Name, userId) is not null;

    private static Answer Of(Call call, EventSchema? schema)
    {
        if (schema is null) throw RouteTable.NotFound();
        JsonObject compact = JsonNode.Parse(schema.Json)!.AsObject();
        string format = call.Query["payloadFormat"].ToString();
        JsonObject body = format switch
        {
            "COMPACT" => compact,
            "" or "EXPANDED" => ExpandedSchema.Of(compact),
            _ => throw new SalesforceError(400, "INVALID_QUERY_FILTER_OPERATOR", $"payloadFormat must be EXPANDED or COMPACT, not {format}"),
        };
        body["uuid"] = schema.Id;
        return Answer.Json(200, body);
    }
}
