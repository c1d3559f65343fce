using System.Text.Json.Nodes;
using SalesforceCC.Emulator.Http;
using SalesforceCC.Emulator.OAuth;

namespace SalesforceCC.Emulator.Rest;

/// <summary><c>GET /services/data/vNN.0</c>: the resources that this org serves.</summary>
internal sealed class ResourcesEndpoint(TokenIssuer issuer)
{
    // In the order of a recorded answer, which is that of a hash table.
    private static readonly string[] s_resources =
    [
        "tooling", "tabs", "appMenu", "quickActions", "queryAll", "search", "identity", "composite", "parameterizedSearch", "theme",
        "recent", "limits", "query", "jobs", "compactLayouts", "sobjects", "actions",
    ];

    public Answer Get(Call call)
    {
        JsonObject map = new JsonObject();
        foreach (string resource in s_resources)
            map[resource] = resource == "identity" ? issuer.Identity(call.Origin, call.UserId) : $"{call.Version.Path}/{resource}";
        return Answer.Json(200, map);
    }
}
