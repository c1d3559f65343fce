using System.Text.Json.Nodes;
using SalesforceCC.Emulator.Data;
using SalesforceCC.Emulator.Http;
using SalesforceCC.Emulator.Rest.Layouts;

namespace SalesforceCC.Emulator.Rest.Actions;

/// <summary>
/// <c>/quickActions</c>, and the same below an object: which actions there are, what they are, what they start with.
/// Nobody can run them here, and objects have none but the global ones.
/// </summary>
internal sealed class QuickActionApi(OrgStore store)
{
    public void AddTo(RouteTable routes)
    {
        foreach (string root in new[] { "/quickActions", "/sobjects/{type}/quickActions" })
        {
            routes
                .Map("GET", root, List)
                .Map("GET", root + "/{action}", One)
                .Map("GET", root + "/{action}/describe", Describe)
                .Map("GET", root + "/{action}/defaultValues", Defaults)
                .Map("GET", root + "/{action}/defaultValues/{context}", Defaults);
        }
    }

    private Answer List(Call call)
    {
        string root = RootOf(call);
        return Answer.Json(200, new JsonArray([.. Visible(call).Select(a => Summary(a.Action, root))]));
    }

    private Answer One(Call call)
    {
        string root = RootOf(call);
        return Answer.Json(200, Summary(Find(call).Action, root));
    }

    private Answer Describe(Call call)
    {
        string root = RootOf(call);
        (QuickAction? action, SObjectType? target) = Find(call);
        JsonObject description = new JsonObject();
        foreach (string name in s_members)
            description[name] = null;
        description["actionEnumOrId"] = action.Id;
        description["contextSobjectType"] = call.Values.TryGetValue("type", out string? type) ? store.FindType(type)!.Name : "Global";
        description["iconName"] = "record_create";
        description["label"] = action.Label;
        description["layout"] = Layout(target);
        description["name"] = action.Name;
        description["showQuickActionLcHeader"] = false;
        description["showQuickActionVfHeader"] = false;
        description["targetSobjectType"] = target.Name;
        description["type"] = action.Type;
        description["urls"] = Urls(action, root);
        return Answer.Json(200, description);
    }

    /// <summary>A row of the target with what an insert would fill in.</summary>
    private Answer Defaults(Call call)
    {
        _ = RootOf(call);
        (QuickAction? action, SObjectType? target) = Find(call);
        JsonObject row = new JsonObject { ["attributes"] = new JsonObject { ["type"] = target.Name } };
        foreach (SObjectField field in target.Fields.Where(f => f is { Type: "picklist", DefaultValue: not null }))
            row[field.Name] = field.DefaultValue;
        if (action.Type == "LogACall")
        {
            row["Status"] = "Completed";
            row["Subject"] = "Call";
        }

        return Answer.Json(200, row);
    }

    private static JsonObject Summary(QuickAction action, string root) => new()
    {
        ["actionEnumOrId"] = action.Id,
        ["label"] = action.Label,
        ["name"] = action.Name,
        ["type"] = action.Type,
        ["urls"] = Urls(action, root),
    };

    private static JsonObject Urls(QuickAction action, string root) => new()
    {
        ["defaultValues"] = $"{root}/{action.Name}/defaultValues",
        ["quickAction"] = $"{root}/{action.Name}",
        ["describe"] = $"{root}/{action.Name}/describe",
        ["defaultValuesTemplate"] = $"{root}/{action.Name}/defaultValues/{{ID}}",
    };

    private static JsonObject Layout(SObjectType target)
    {
        JsonObject[] required = target.Fields.Where(f => f is { Createable: true, Nillable: false, DefaultedOnCreate: false })
            .Select((f, i) => LayoutItem.Of(f, i + 1, editable: true)).ToArray();
        return new JsonObject
        {
            ["layoutRows"] = new JsonArray([.. required.Select(item => new JsonObject { ["layoutItems"] = new JsonArray(item), ["numItems"] = 1 })]),
            ["name"] = target.Label,
        };
    }

    private string RootOf(Call call) => call.Values.ContainsKey("type")
        ? $"{call.Version.Path}/sobjects/{store.TypeOf(call).Name}/quickActions"
        : $"{call.Version.Path}/quickActions";

    private IEnumerable<(QuickAction Action, SObjectType Target)> Visible(Call call) => QuickAction.Global
        .Select(a => (Action: a, Target: store.FindType(a.Target, call.UserId)!)).Where(a => a.Target is not null);

    private (QuickAction Action, SObjectType Target) Find(Call call)
    {
        (QuickAction Action, SObjectType Target)[] found = Visible(call).Where(a => a.Action.Name.Equals(call.Values["action"], StringComparison.OrdinalIgnoreCase)).ToArray();
        return found is [var one] ? one : throw RouteTable.NotFound();
    }

    // In the order of answers.
    private static readonly string[] s_members =
    [
        "accessLevelRequired", "actionEnumOrId", "canvasApplicationId", "canvasApplicationName", "colors", "contextSobjectType",
        "defaultValues", "flowDevName", "flowRecordIdVar", "height", "iconName", "iconUrl", "icons", "label", "layout",
        "lightningComponentBundleId", "lightningComponentBundleName", "lightningComponentQualifiedName", "miniIconUrl",
        "mobileExtensionId", "name", "showQuickActionLcHeader", "showQuickActionVfHeader", "targetParentField",
        "targetRecordTypeId", "targetSobjectType", "type", "urls", "visualforcePageName", "visualforcePageUrl", "width",
    ];
}
