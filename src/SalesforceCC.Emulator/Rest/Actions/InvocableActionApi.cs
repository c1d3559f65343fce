using System.Text.Json.Nodes;
using SalesforceCC.Emulator.Http;

namespace SalesforceCC.Emulator.Rest.Actions;

/// <summary><c>/actions</c>: the invocable actions by name. Nobody can invoke them here; custom ones there are none.</summary>
internal static class InvocableActionApi
{
    private static readonly (string Name, string Label)[] s_standard =
    [
        ("chatterPost", "Post to Chatter"),
        ("emailSimple", "Send Email"),
        ("submit", "Submit for Approval"),
    ];

    private static readonly string[] s_custom = ["quickAction", "apex", "emailAlert", "flow", "sendNotification"];

    public static void AddTo(RouteTable routes) => routes
        .NotServed("/actions/standard/*", "/actions/custom/*/*")
        .Map("GET", "/actions", call => Answer.Json(200, Links(call, "/actions", ["standard", "custom"])))
        .Map("GET", "/actions/custom", call => Answer.Json(200, Links(call, "/actions/custom", s_custom)))
        .Map("GET", "/actions/custom/{kind}", Custom)
        .Map("GET", "/actions/standard", Standard);

    private static Answer Standard(Call call) => Answer.Json(200, new JsonObject
    {
        ["actions"] = new JsonArray([.. s_standard.Select(a => new JsonObject
        {
            ["label"] = a.Label,
            ["name"] = a.Name,
            ["type"] = a.Name.ToUpperInvariant(),
            ["url"] = $"{call.Version.Path}/actions/standard/{a.Name}",
        })]),
    });

    private static Answer Custom(Call call) => s_custom.Contains(call.Values["kind"])
        ? Answer.Json(200, new JsonObject { ["actions"] = new JsonArray() })
        : throw RouteTable.NotFound();

    private static JsonObject Links(Call call, string path, IEnumerable<string> names)
    {
        JsonObject links = new JsonObject();
        foreach (string name in names)
            links[name] = $"{call.Version.Path}{path}/{name}";
        return links;
    }
}
