using System.Text.Json.Nodes;
using SalesforceCC.Emulator.Data;
using SalesforceCC.Emulator.Http;

namespace SalesforceCC.Emulator.Rest.Layouts;

/// <summary>
/// How users see an object: page layouts, compact layouts, approval layouts. All are made of the schema, for nobody can
/// edit them here; record types there are none but the master.
/// </summary>
internal sealed class LayoutApi(OrgStore store)
{
    public const string MasterRecordType = "012000000000000AAA";

    public void AddTo(RouteTable routes) => routes
        .NotServed("/sobjects/*/describe/namedLayouts", "/sobjects/Global/describe/layouts")
        .Map("GET", "/sobjects/{type}/describe/layouts", Layouts)
        .Map("GET", "/sobjects/{type}/describe/layouts/{recordType}", Layout)
        .Map("GET", "/sobjects/{type}/describe/compactLayouts", call => Answer.Json(200, CompactLayout.Describe(store.TypeOf(call), call.Version.Path)))
        .Map("GET", "/sobjects/{type}/describe/compactLayouts/{recordType}", Compact)
        .Map("GET", "/sobjects/{type}/describe/approvalLayouts", Approvals)
        .Map("GET", "/compactLayouts", CompactOfSeveral);

    private Answer Layouts(Call call)
    {
        SObjectType type = store.TypeOf(call);
        return Answer.Json(200, new JsonObject
        {
            ["layouts"] = new JsonArray(LayoutOf(type, call)),
            ["recordTypeMappings"] = new JsonArray(new JsonObject
            {
                ["active"] = true,
                ["available"] = true,
                ["defaultRecordTypeMapping"] = true,
                ["developerName"] = "Master",
                ["layoutId"] = PageLayout.IdOf(store, type),
                ["master"] = true,
                ["name"] = "Master",
                ["picklistsForRecordType"] = Picklists(type),
                ["recordTypeId"] = MasterRecordType,
                ["urls"] = new JsonObject
                {
                    ["layout"] = $"{call.Version.Path}/sobjects/{type.Name}/describe/layouts/{MasterRecordType}",
                },
            }),
            ["recordTypeSelectorRequired"] = new JsonArray(false),
        });
    }

    private Answer Layout(Call call)
    {
        SObjectType type = store.TypeOf(call);
        return call.Values["recordType"] is MasterRecordType or "012000000000000"
            ? Answer.Json(200, LayoutOf(type, call))
            : throw RouteTable.NotFound();
    }

    private Answer Compact(Call call)
    {
        SObjectType type = store.TypeOf(call);
        return call.Values["recordType"] is MasterRecordType or "012000000000000" or "primary"
            ? Answer.Json(200, CompactLayout.Of(type))
            : throw RouteTable.NotFound();
    }

    private Answer Approvals(Call call)
    {
        _ = store.TypeOf(call);
        return Answer.Json(200, new JsonObject { ["approvalLayouts"] = new JsonArray() });
    }

    /// <summary><c>/compactLayouts?q=Account,Contact</c>: what it says of a missing list is from memory.</summary>
    private Answer CompactOfSeveral(Call call)
    {
        string[] names = call.Query["q"].ToString().Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (names.Length == 0)
            throw new SalesforceError(400, "MISSING_ARGUMENT", "The q parameter is required: names of objects with commas between them");
        JsonObject layouts = new JsonObject();
        foreach (string name in names)
        {
            SObjectType type = store.FindType(name, call.UserId) ?? throw RouteTable.NotFound();
            layouts[type.Name] = CompactLayout.Describe(type, call.Version.Path);
        }

        return Answer.Json(200, layouts);
    }

    private JsonObject LayoutOf(SObjectType type, Call call) =>
        PageLayout.Of(store, type, name => store.FindType(name, call.UserId));

    private static JsonArray Picklists(SObjectType type) => [.. type.Fields.Where(f => f.PicklistValues.Count > 0).Select(f => new JsonObject
    {
        ["picklistName"] = f.Name,
        ["picklistValues"] = new JsonArray([.. f.PicklistValues.Select(v => new JsonObject
        {
            ["active"] = true,
            ["defaultValue"] = v == f.DefaultValue,
            ["label"] = v,
            ["validFor"] = null,
            ["value"] = v,
        })]),
    })];
}
