using System.Collections.Concurrent;
using System.Text.Json;

namespace SalesforceCC.Client.Tests.Trees;

/// <summary>
/// An org with two objects that refer to each other and to themselves: Free__c by lookups that may be empty, Bound__c by one
/// that must have a value. It keeps what it is sent.
/// </summary>
internal sealed class TreeServer
{
    private readonly ConcurrentDictionary<string, ConcurrentDictionary<string, string?>> _rows = new();
    private int _ids;

    public TreeServer(LoopbackOrg org) => org.OnOthers(Answer);

    /// <summary>The fields of each saved row by its id; its object is its field type.</summary>
    public IReadOnlyDictionary<string, ConcurrentDictionary<string, string?>> Rows => _rows;

    /// <summary>Whether a row that is sent fails.</summary>
    public Func<JsonElement, bool> Fails { get; set; } = static _ => false;

    /// <summary>What is answered to whoever writes rows, which are not saved then; null: what became of each.</summary>
    public Reply? Instead { get; set; }

    /// <summary>How many requests have written rows.</summary>
    public int Writes { get; private set; }

    private Reply Answer(ReceivedRequest request)
    {
        if (request.Path.EndsWith("/describe", StringComparison.Ordinal))
            return Describe(request.Path.Split('/')[^2]);
        if (!request.Path.EndsWith("/composite/sobjects", StringComparison.Ordinal))
            return Reply.Error(404, "NOT_FOUND", request.Line);
        Writes++;
        if (Instead is not null)
            return Instead;
        using JsonDocument body = JsonDocument.Parse(request.Body);
        return Reply.Json($"[{string.Join(',', body.RootElement.GetProperty("records").EnumerateArray().Select(Save))}]");
    }

    private string Save(JsonElement row)
    {
        if (Fails(row))
            return """{"success":false,"errors":[{"statusCode":"NOT_NOW","message":"no","fields":[]}]}""";
        string id = row.TryGetProperty("Id", out JsonElement given) ? given.GetString()! : SfId.To18($"a00{Interlocked.Increment(ref _ids):d12}");
        ConcurrentDictionary<string, string?> fields = _rows.GetOrAdd(id, static _ => new());
        foreach (JsonProperty property in row.EnumerateObject())
        {
            if (property.Name == "attributes")
                fields["type"] = property.Value.GetProperty("type").GetString();
            else if (property.Name.EndsWith("_To__c", StringComparison.Ordinal) && !_rows.ContainsKey(property.Value.GetString()!))
                return """{"success":false,"errors":[{"statusCode":"MALFORMED_ID","message":"no such row","fields":[]}]}""";
            else
                fields[property.Name] = property.Value.ToString();
        }

        return $$"""{"id":"{{id}}","success":true,"errors":[]}""";
    }

    private static Reply Describe(string type) => type is "Free__c" or "Bound__c"
        ? Reply.Json($$"""
            {"name":"{{type}}","createable":true,"childRelationships":[],"recordTypeInfos":[],"fields":[
              {"name":"Name","type":"string","createable":true,"updateable":true},
              {{Lookup("First_To__c", isFree: type == "Free__c")}},
              {{Lookup("Second_To__c", isFree: true)}}]}
            """)
        : Reply.Error(404, "NOT_FOUND", "The requested resource does not exist");

    private static string Lookup(string name, bool isFree) =>
        $$"""{"name":"{{name}}","type":"reference","referenceTo":["Free__c","Bound__c"],"createable":true,"updateable":true,"nillable":{{(isFree ? "true" : "false")}}}""";
}
