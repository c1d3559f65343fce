using System.Text.Json;
using SalesforceCC.Emulator.Data;
using SalesforceCC.Emulator.Http;

namespace SalesforceCC.Emulator.Rest.Collections;

/// <summary>
/// <c>/composite/sobjects</c>: up to 200 rows a request, of several objects. A request that can be read is answered with 200
/// and one result a row, in the order of the rows.
/// </summary>
internal sealed class CollectionsEndpoint(OrgStore store)
{
    public Answer Insert(Call call)
    {
        CollectionBody body = CollectionBody.Read(call);
        return Save(call, body.AllOrNone, body.Records.Select(row =>
            new RowOrder(RowOperation.Insert, CollectionBody.TypeOf(store, call, row), Fields: row)));
    }

    public Answer Update(Call call)
    {
        CollectionBody body = CollectionBody.Read(call);
        return Save(call, body.AllOrNone, body.Records.Select(row =>
            new RowOrder(RowOperation.Update, CollectionBody.TypeOf(store, call, row), CollectionBody.IdOf(row), row)));
    }

    public Answer Upsert(Call call)
    {
        SObjectType type = store.TypeOf(call);
        SObjectField key = KeyField(type, call.Values["field"]);
        CollectionBody body = CollectionBody.Read(call);
        return Save(call, body.AllOrNone, body.Records.Select(row => Order(call, row, type, key)), withCreated: true);
    }

    public Answer Delete(Call call)
    {
        string[] ids = call.Query["ids"].ToString().Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (ids.Length == 0)
            throw new SalesforceError(400, "MISSING_ARGUMENT", "The request needs the parameter ids");
        CollectionBody.CheckCount(ids.Length);
        bool allOrNone = call.Query["allOrNone"].ToString().Equals("true", StringComparison.OrdinalIgnoreCase);
        return Save(call, allOrNone, Deletions(call, ids));
    }

    private Answer Save(Call call, bool allOrNone, IEnumerable<RowOrder> rows, bool withCreated = false) =>
        SaveAnswer.List(store.Save([.. rows], allOrNone, call.ChangesOf()), withCreated);

    private RowOrder Order(Call call, JsonElement row, SObjectType type, SObjectField key)
    {
        SObjectType own = CollectionBody.TypeOf(store, call, row);
        return own.Name == type.Name
            ? new RowOrder(RowOperation.Upsert, type, Fields: row, Key: key)
            : throw new SalesforceError(
                400, "INVALID_TYPE", $"All records must be of the type {type.Name}, which the URL names, not {own.Name}");
    }

    private IEnumerable<RowOrder> Deletions(Call call, string[] ids)
    {
        SObjectType? last = null;
        foreach (string text in ids)
        {
            // What is no id has no object; it makes no chunk of its own.
            SObjectType? type = SalesforceId.TryNormalize(text, out string? id) ? store.FindTypeOf(id, call.UserId) : null;
            last = type ?? last ?? store.Types[0];
            yield return type is null
                ? new RowOrder(RowOperation.Delete, last)
                {
                    Refused = new SalesforceError(400, "MALFORMED_ID", $"malformed id {text}"),
                }
                : new RowOrder(RowOperation.Delete, type, id);
        }
    }

    private static SObjectField KeyField(SObjectType type, string name) =>
        type.FindField(name) is { } field && (field.IdLookup || field.Type == "id")
            ? field
            : throw new SalesforceError(
                404, "NOT_FOUND", $"Provided external ID field does not exist or is not accessible: {name}");
}
