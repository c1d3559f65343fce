using SalesforceCC.Emulator.Http;

namespace SalesforceCC.Emulator.Rest;

/// <summary><c>GET /services/data</c>: needs no token and costs nothing.</summary>
internal static class VersionsEndpoint
{
    public static Answer Get(Call call)
    {
        // The last row repeats the newest version under a url without a number, as orgs do since version 68.
        var rows = ApiVersion.All.Select(v => new { label = v.Label, url = v.Path, version = v.Name })
            .Append(new { label = "Latest Release", url = "/services/data/latest", version = ApiVersion.Newest.Name });
        return Answer.Json(200, rows);
    }
}
