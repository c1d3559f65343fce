using System.Text.Json;
using System.Text.Json.Nodes;
using SalesforceCC.Emulator.Data;
using SalesforceCC.Emulator.Http;

namespace SalesforceCC.Emulator.Rest;

/// <summary>
/// One row by an external id, <c>/sobjects/X/{field}/{value}</c>. GET shares its form with relationships,
/// <c>/sobjects/X/{id}/{name}</c>: whether the third segment is a field of the object decides.
/// </summary>
internal sealed class ExternalIdEndpoint(OrgStore store, RowEndpoint rows, RelatedRows related, RecentRows recent)
{
    public Answer Get(Call call)
    {
        SObjectType type = store.TypeOf(call);
        return type.FindField(call.Values["field"]) is null
            ? related.Read(call, type, call.Values["field"], call.Values["value"])
            : One(call, type, id => rows.Read(call, type, id));
    }

    public Answer Upsert(Call call)
    {
        SObjectType type = store.TypeOf(call);
        SObjectField field = KeyField(call, type);
        string value = call.Values["value"];
        JsonElement body = RowBody.Read(call, field.Name);
        Answer? answer = null;

        // Nobody may insert the key between the look and the insert.
        store.Together(() => answer = Upsert(call, type, field, value, body));
        return answer!;
    }

    /// <summary><c>POST /sobjects/X/Id</c> is a plain insert, so that upserts can be sent in one form.</summary>
    public Answer CreateByIdField(Call call)
    {
        if (!call.Values["id"].Equals("Id", StringComparison.OrdinalIgnoreCase))
        {
            throw new SalesforceError(
                405, "METHOD_NOT_ALLOWED", "HTTP Method 'POST' not allowed. Allowed are HEAD,GET,PATCH,DELETE");
        }

        return rows.Create(call);
    }

    public Answer Delete(Call call)
    {
        SObjectType type = store.TypeOf(call);
        return One(call, type, id =>
        {
            store.Save(new RowOrder(RowOperation.Delete, type, id), call.ChangesOf());
            return Answer.Empty(204);
        });
    }

    private Answer Upsert(Call call, SObjectType type, SObjectField field, string value, JsonElement body)
    {
        IReadOnlyList<string> ids = store.FindByExternalId(type, field.Name, value);
        if (ids.Count > 1)
            return Several(call, type, ids);
        if (ids.Count == 0 && (field.Type == "id" || IsTrue(call.Query["updateOnly"])))
            throw RouteTable.NotFound();
        SaveResult result = store.Save(
            ids is [string id]
                ? new RowOrder(RowOperation.Update, type, id, body)
                : new RowOrder(RowOperation.Insert, type, Fields: WithKey(body, field, value)),
            call.ChangesOf());
        recent.Add(call.UserId, type, result.Id!);

        // Since version 46; before, an update by external id had no body.
        bool isNew = call.Version.Number >= 46;
        if (result.Created == true)
            return SaveAnswer.Created(call, type, result, withCreated: isNew);
        return isNew ? SaveAnswer.Updated(result) : Answer.Empty(204);
    }

    private Answer One(Call call, SObjectType type, Func<string, Answer> answer)
    {
        IReadOnlyList<string> ids = store.FindByExternalId(type, KeyField(call, type).Name, call.Values["value"]);
        return ids.Count switch
        {
            0 => throw RouteTable.NotFound(),
            1 => answer(ids[0]),
            _ => Several(call, type, ids),
        };
    }

    private static Answer Several(Call call, SObjectType type, IReadOnlyList<string> ids) =>
        Answer.Json(300, ids.Select(id => $"{call.Version.Path}/sobjects/{type.Name}/{id}"));

    private static SObjectField KeyField(Call call, SObjectType type)
    {
        string name = call.Values["field"];
        return type.FindField(name) is { } field && field.IdLookup
            ? field
            : throw new SalesforceError(
                404, "NOT_FOUND", $"Provided external ID field does not exist or is not accessible: {name}");
    }

    private static JsonElement WithKey(JsonElement body, SObjectField field, string value)
    {
        JsonObject row = JsonObject.Create(body)!;
        row[field.Name] = field.Type is "double" or "int" && decimal.TryParse(
            value, System.Globalization.CultureInfo.InvariantCulture, out decimal number) ? number : value;
        return JsonSerializer.SerializeToElement(row);
    }

    private static bool IsTrue(string? value) => string.Equals(value, "true", StringComparison.OrdinalIgnoreCase);
}
