using SalesforceCC.Emulator.Data;
using SalesforceCC.Emulator.Http;

namespace SalesforceCC.Emulator.Rest;

/// <summary>One row by its id: <c>POST /sobjects/X</c>, and GET, PATCH, DELETE of <c>/sobjects/X/{id}</c>.</summary>
internal sealed class RowEndpoint(IOrgStore store, RecentRows recent)
{
    public Answer Create(Call call)
    {
        var type = store.TypeOf(call);
        var id = store.Insert(type, RowBody.Read(call), call.UserId);
        recent.Add(call.UserId, type, id);
        return SaveAnswer.Created(call, type, id, withCreated: false);
    }

    public Answer Read(Call call) => Read(call, store.TypeOf(call), call.Values["id"]);

    public Answer Read(Call call, SObjectType type, string id)
    {
        var fields = call.Query["fields"].ToString();
        var names = fields.Length == 0 ? null : fields.Split(',', StringSplitOptions.TrimEntries);
        var answer = Answer.Json(200, writer => store.WriteRow(writer, type, id, names, call.Version.Path));
        recent.Add(call.UserId, type, id);
        return answer;
    }

    public Answer Update(Call call)
    {
        var type = store.TypeOf(call);
        store.Update(type, call.Values["id"], RowBody.Read(call), call.UserId);
        recent.Add(call.UserId, type, call.Values["id"]);
        return Answer.Empty(204);
    }

    public Answer Delete(Call call)
    {
        store.Delete(store.TypeOf(call), call.Values["id"], call.UserId);
        return Answer.Empty(204);
    }
}
