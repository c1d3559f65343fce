using System.Text.Json.Nodes;
using SalesforceCC.Emulator.Data;
using SalesforceCC.Emulator.Http;
using SalesforceCC.Emulator.Rest.ListViews;

namespace SalesforceCC.Emulator.Rest.Pages;

/// <summary>What users find in the browser: tabs, their colours and icons, menus. A tab for each object with list views.</summary>
internal sealed class PagesApi(OrgStore store)
{
    public void AddTo(RouteTable routes) => routes
        .NotServed("/appMenu/*")
        .Map("GET", "/tabs", Tabs)
        .Map("GET", "/theme", Theme)
        .Map("GET", "/appMenu", Menus);

    private Answer Tabs(Call call) => Answer.Json(200, new JsonArray([.. Visible(call).Select(type =>
    {
        JsonArray icons = ObjectIcon.All(type, call.Origin);
        return new JsonObject
        {
            ["colors"] = ObjectIcon.Colors(type),
            ["custom"] = type.Custom,
            ["iconUrl"] = icons[0]!["url"]!.ToString(),
            ["icons"] = icons,
            ["label"] = type.LabelPlural,
            ["miniIconUrl"] = icons[1]!["url"]!.ToString(),
            ["name"] = type.Custom ? type.Name : $"standard-{type.Name}",
            ["sobjectName"] = type.Name,
            ["url"] = $"{call.Origin}/{type.KeyPrefix}/o",
        };
    })]));

    private Answer Theme(Call call) => Preconditions.OfSchema(store, call).Apply(call, () => Answer.Json(200, new JsonObject
    {
        ["themeItems"] = new JsonArray([.. Visible(call).Select(type => new JsonObject
        {
            ["colors"] = ObjectIcon.Colors(type),
            ["icons"] = ObjectIcon.All(type, call.Origin),
            ["name"] = type.Name,
        })]),
    }));

    private static Answer Menus(Call call)
    {
        JsonObject menus = new JsonObject();
        foreach (string menu in new[] { "AppSwitcher", "Salesforce1", "NetworkTabs" })
            menus[menu] = $"{call.Version.Path}/appMenu/{menu}";
        return Answer.Json(200, menus);
    }

    private IEnumerable<SObjectType> Visible(Call call) => store.Types
        .Where(ListViewColumns.Has).Select(t => store.FindType(t.Name, call.UserId)).OfType<SObjectType>();
}
