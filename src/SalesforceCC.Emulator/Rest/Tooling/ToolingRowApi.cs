using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using SalesforceCC.Emulator.Apex;
using SalesforceCC.Emulator.Data;
using SalesforceCC.Emulator.Events.Managed;
using SalesforceCC.Emulator.Events.Topics;
using SalesforceCC.Emulator.Http;

namespace SalesforceCC.Emulator.Rest.Tooling;

/// <summary>
/// <c>/tooling/sobjects</c>: what the Tooling API has as objects, described and read as in the REST API but at home below
/// /tooling; classes can be made, changed and deleted, though nobody compiles them.
/// </summary>
internal sealed partial class ToolingRowApi(OrgStore store, ApexOrg apex, ChannelRows channels, ManagedRows managed)
{
    // Objects of this org that the Tooling API has, too, or it alone, and what can be done to their rows.
    private static readonly Dictionary<string, string[]> s_objects = new(StringComparer.OrdinalIgnoreCase)
    {
        ["ApexClass"] = ["POST", "PATCH", "DELETE"],
        ["ApexCodeCoverage"] = [],
        ["ApexCodeCoverageAggregate"] = [],
        ["ApexLog"] = ["DELETE"],
        ["ApexOrgWideCoverage"] = [],
        ["ApexTestQueueItem"] = ["PATCH"],
        ["ApexTestResult"] = [],
        ["ApexTestRunResult"] = [],
        ["ApexTestSuite"] = ["POST", "PATCH", "DELETE"],
        ["AsyncApexJob"] = [],
        ["DebugLevel"] = ["POST", "PATCH", "DELETE"],
        ["EntityDefinition"] = [],
        ["FieldDefinition"] = [],
        ["Group"] = [],
        ["ManagedEventSubscription"] = ["POST", "PATCH", "DELETE"],
        ["PermissionSet"] = [],
        ["PlatformEventChannel"] = ["POST", "PATCH", "DELETE"],
        ["PlatformEventChannelMember"] = ["POST", "PATCH", "DELETE"],
        ["Profile"] = [],
        ["TestSuiteMembership"] = ["POST", "DELETE"],
        ["TraceFlag"] = ["POST", "PATCH", "DELETE"],
        ["User"] = [],
        ["UserRole"] = [],
    };

    public void AddTo(RouteTable routes) => routes
        .NotServed("/tooling/search", "/tooling/completions")
        .Map("GET", "/tooling", Resources)
        .Map("GET", "/tooling/sobjects", Global)
        .Map("GET", "/tooling/sobjects/{type}", Basic)
        .Map("POST", "/tooling/sobjects/{type}", Create)
        .Map("GET", "/tooling/sobjects/{type}/describe", Describe)
        .Map("GET", "/tooling/sobjects/{type}/{id}", Read)
        .Map("PATCH", "/tooling/sobjects/{type}/{id}", Update)
        .Map("DELETE", "/tooling/sobjects/{type}/{id}", Delete);

    private static string Path(Call call) => call.Version.Path + "/tooling";

    private static Answer Resources(Call call)
    {
        JsonObject links = new JsonObject();
        foreach (string name in new[] { "query", "sobjects" })
            links[name] = $"{Path(call)}/{name}";
        return Answer.Json(200, links);
    }

    private Answer Global(Call call) => Preconditions.OfSchema(store, call).Apply(call, () => Answer.Json(200, writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("encoding", "UTF-8");
        writer.WriteNumber("maxBatchSize", 200);
        writer.WriteStartArray("sobjects");
        foreach (SObjectType type in s_objects.Keys.Select(n => store.FindToolingType(n, call.UserId)).OfType<SObjectType>())
            DescribeWriter.WriteSummary(writer, type, Path(call));
        writer.WriteEndArray();
        writer.WriteEndObject();
    }));

    private Answer Describe(Call call)
    {
        SObjectType type = TypeOf(call);
        return Preconditions.OfSchema(store, call).Apply(
            call, () => Answer.Json(200, writer => DescribeWriter.WriteFull(writer, type, Path(call), call.Origin)));
    }

    private Answer Basic(Call call)
    {
        SObjectType type = TypeOf(call);
        return Answer.Json(200, writer =>
        {
            writer.WriteStartObject();
            writer.WritePropertyName("objectDescribe");
            DescribeWriter.WriteSummary(writer, type, Path(call));
            writer.WriteStartArray("recentItems");
            writer.WriteEndArray();
            writer.WriteEndObject();
        });
    }

    private Answer Create(Call call)
    {
        SObjectType type = WritableType(call);
        string id = store.Insert(type, Row(type, null, call), call.UserId);
        apex.NoteRow(type, id);
        return Answer.Json(201, new { id, success = true, errors = Array.Empty<object>(), warnings = Array.Empty<object>(), infos = Array.Empty<object>() })
            .With("Location", $"{Path(call)}/sobjects/{type.Name}/{id}");
    }

    private Answer Read(Call call)
    {
        SObjectType type = TypeOf(call);
        IReadOnlyList<string>? names = RowFields.Of(call.Query["fields"].ToString());
        Preconditions conditions = RowEndpoint.ConditionsOf(store, type, call.Values["id"], call);
        return conditions.Apply(call, () => WithParts(Answer.Json(200, writer => store.WriteRow(writer, type, call.Values["id"], names, Path(call)))));
    }

    /// <summary>Metadata has parts, and is kept as text.</summary>
    private static Answer WithParts(Answer answer)
    {
        JsonObject row = JsonNode.Parse(answer.Body.Span)!.AsObject();
        if (row["Metadata"] is not JsonValue text) return answer;
        using (answer)
        {
            row["Metadata"] = JsonNode.Parse(text.GetValue<string>());
            return Answer.Json(200, row);
        }
    }

    private Answer Update(Call call)
    {
        SObjectType type = WritableType(call);
        store.Update(type, call.Values["id"], Row(type, call.Values["id"], call), call.UserId);
        apex.NoteRow(type, call.Values["id"]);
        return Answer.Empty(204);
    }

    private Answer Delete(Call call)
    {
        SObjectType type = WritableType(call);
        if (ChannelRows.Has(type)) channels.CheckDelete(type, call.Values["id"]);
        store.Delete(type, call.Values["id"], call.UserId);
        return Answer.Empty(204);
    }

    private static SObjectType Named(SObjectType? type) => type ?? throw RouteTable.NotFound();

    private SObjectType TypeOf(Call call) =>
        Named(s_objects.ContainsKey(call.Values["type"]) ? store.FindToolingType(call.Values["type"], call.UserId) : null);

    /// <summary>Of the others, some can be written by the REST API, and the Tooling API only reads them.</summary>
    private SObjectType WritableType(Call call)
    {
        SObjectType type = TypeOf(call);
        return s_objects[type.Name].Contains(call.Method)
            ? type
            : throw new SalesforceError(405, "METHOD_NOT_ALLOWED", $"HTTP Method '{call.Method}' not allowed. Allowed are HEAD,GET");
    }

    private JsonElement Row(SObjectType type, string? id, Call call) => type.Name switch
    {
        "ApexClass" => WithName(RowBody.Read(call)),
        "TraceFlag" => apex.TraceFlags.Row(id, RowBody.Read(call)),
        _ when ManagedRows.Has(type) => managed.Row(id, RowBody.Read(call)),
        _ when ChannelRows.Has(type) => channels.Row(type, id, RowBody.Read(call)),
        _ => RowBody.Read(call),
    };

    /// <summary>A class is named by its source; code and text for a source that declares nothing are from memory.</summary>
    private static JsonElement WithName(JsonElement body)
    {
        JsonElement source = body.EnumerateObject().Where(p => Is(p, "Body")).Select(p => p.Value).FirstOrDefault();
        if (source.ValueKind != JsonValueKind.String)
            return body;
        Group name = Declaration().Match(Comment().Replace(source.GetString()!, " ")).Groups["name"];
        if (!name.Success)
            throw new SalesforceError(400, "COMPILE_FAILED", "Unexpected token: a class, an interface or an enum is declared first", "Body");
        Dictionary<string, object> row = body.EnumerateObject().Where(p => !Is(p, "Name")).ToDictionary(p => p.Name, p => (object)p.Value);
        row["Name"] = name.Value;
        return JsonSerializer.SerializeToElement(row);
    }

    private static bool Is(JsonProperty property, string field) => property.Name.Equals(field, StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex(@"\b(class|interface|enum)\s+(?<name>[A-Za-z]\w*)", RegexOptions.IgnoreCase)]
    private static partial Regex Declaration();

    [GeneratedRegex(@"//[^\n]*|/\*.*?\*/", RegexOptions.Singleline)]
    private static partial Regex Comment();
}
