using System.Text.Json;
using SalesforceCC.Emulator.Data;
using SalesforceCC.Emulator.Files;
using SalesforceCC.Emulator.Http;

namespace SalesforceCC.Emulator.Rest;

/// <summary>
/// <c>GET /sobjects/X/{id}/{name}</c>: the parent row, a query page of children, or the bytes of a blob field. An empty
/// parent is answered with 404, from memory.
/// </summary>
internal sealed class RelatedRows(OrgStore store, RowEndpoint rows, QueryEndpoint query)
{
    public Answer Read(Call call, SObjectType type, string id, string relationship)
    {
        if (type.FindField(relationship) is { Type: "base64" } blob)
            return FileDownload.Of(call, store, type, id, blob);

        if (type.FindReference(relationship) is { } reference)
            return Parent(call, type, id, reference);
        ChildRelationship? child = type.FindChildren(relationship);
        return child is null ? throw RouteTable.NotFound() : Children(call, type, id, child);
    }

    private Answer Parent(Call call, SObjectType type, string id, SObjectField reference)
    {
        using Answer answer = Answer.Json(
            200, writer => store.WriteRow(writer, type, id, [reference.Name], call.Version.Path));
        using JsonDocument row = JsonDocument.Parse(answer.Body);
        string parentId = row.RootElement.GetProperty(reference.Name).GetString() ?? throw RouteTable.NotFound();
        SObjectType? parent = reference.ReferenceTo.Select(name => store.FindType(name, call.UserId))
            .FirstOrDefault(t => t is not null && parentId.StartsWith(t.KeyPrefix, StringComparison.Ordinal));
        return parent is null ? throw RouteTable.NotFound() : rows.Read(call, parent, parentId);
    }

    private Answer Children(Call call, SObjectType type, string id, ChildRelationship child)
    {
        // Only to find out whether there is such a row at all.
        Answer.Json(200, writer => store.WriteRow(writer, type, id, ["Id"], call.Version.Path)).Dispose();
        SObjectType childType = store.FindType(child.ChildSObject, call.UserId) ?? throw RouteTable.NotFound();
        string fields = call.Query["fields"].ToString() is { Length: > 0 } given
            ? given
            : string.Join(',', childType.Fields.Select(f => f.Name));
        string literal = id.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal);
        string soql = $"SELECT {fields} FROM {child.ChildSObject} WHERE {child.Field} = '{literal}'";
        return query.Run(call, soql, includeDeleted: false);
    }
}
