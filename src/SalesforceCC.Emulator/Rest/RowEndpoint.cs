using System.Globalization;
using System.Text.Json;
using SalesforceCC.Emulator.Data;
using SalesforceCC.Emulator.Http;

namespace SalesforceCC.Emulator.Rest;

/// <summary>One row by its id: <c>POST /sobjects/X</c>, and GET, PATCH, DELETE of <c>/sobjects/X/{id}</c>.</summary>
internal sealed class RowEndpoint(OrgStore store, RecentRows recent)
{
    public Answer Create(Call call)
    {
        SObjectType type = store.AnyTypeOf(call);
        SaveResult result = store.Save(new RowOrder(RowOperation.Insert, type, Fields: RowBody.Read(call)) { Blob = call.Blob }, call.ChangesOf());
        if (!type.IsEvent)
            recent.Add(call.UserId, type, result.Id!);
        return SaveAnswer.Created(call, type, result, withCreated: false);
    }

    public Answer Read(Call call) => Read(call, store.AnyTypeOf(call), call.Values["id"]);

    public Answer Read(Call call, SObjectType type, string id)
    {
        IReadOnlyList<string>? names = RowFields.Of(call.Query["fields"].ToString());
        Preconditions conditions = ConditionsOf(store, type, id, call);
        if (conditions.Check(call) is { } unchanged)
            return unchanged;
        Answer answer = Answer.Json(200, writer => store.WriteRow(writer, type, id, names, call.Version.Path));
        recent.Add(call.UserId, type, id);
        return conditions.With(answer);
    }

    public Answer Update(Call call)
    {
        SObjectType type = store.AnyTypeOf(call);
        JsonElement body = RowBody.Read(call);
        if (ConditionsOf(store, type, call.Values["id"], call).Check(call) is { } changed)
            return changed;
        store.Save(new RowOrder(RowOperation.Update, type, call.Values["id"], body) { Blob = call.Blob }, call.ChangesOf());
        recent.Add(call.UserId, type, call.Values["id"]);
        return Answer.Empty(204);
    }

    public Answer Delete(Call call)
    {
        store.Save(new RowOrder(RowOperation.Delete, store.AnyTypeOf(call), call.Values["id"]), call.ChangesOf());
        return Answer.Empty(204);
    }

    /// <summary>When the row last changed; accounts, and no other rows, have an ETag.</summary>
    public static Preconditions ConditionsOf(OrgStore store, SObjectType type, string id, Call call)
    {
        if (type.FindField("SystemModstamp") is null)
            return new Preconditions(store.SchemaModified);
        using Answer row = Answer.Json(200, writer => store.WriteRow(writer, type, id, ["SystemModstamp"], call.Version.Path));
        using JsonDocument parsed = JsonDocument.Parse(row.Body);
        string stamp = parsed.RootElement.GetProperty("SystemModstamp").GetString()!;
        DateTimeOffset modified = DateTimeOffset.ParseExact(stamp, "yyyy-MM-dd'T'HH:mm:ss.fffzzz", CultureInfo.InvariantCulture);
        string? tag = type.Name == "Account" ? $"\"{modified.ToUnixTimeSeconds():x}-gzip\"" : null;
        return new Preconditions(modified, tag);
    }
}
