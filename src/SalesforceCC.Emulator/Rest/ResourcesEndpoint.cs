using System.Text.Json.Nodes;
using SalesforceCC.Emulator.Http;
using SalesforceCC.Emulator.OAuth;

namespace SalesforceCC.Emulator.Rest;

/// <summary><c>GET /services/data/vNN.0</c>: the resources that this org serves.</summary>
internal sealed class ResourcesEndpoint(TokenIssuer issuer)
{
    private static readonly string[] s_resources =
        [
            "actions", "appMenu", "compactLayouts", "composite", "limits", "query", "queryAll", "quickActions", "recent", "sobjects",
            "tabs", "theme", "tooling",
        ];

    public Answer Get(Call call)
    {
        var map = new JsonObject { ["identity"] = issuer.Identity(call.Origin, call.UserId) };
        foreach (var resource in s_resources)
            map[resource] = $"{call.Version.Path}/{resource}";
        return Answer.Json(200, map);
    }
}
