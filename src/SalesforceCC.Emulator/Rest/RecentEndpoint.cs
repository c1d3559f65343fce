using System.Globalization;
using SalesforceCC.Emulator.Http;

namespace SalesforceCC.Emulator.Rest;

/// <summary><c>GET /recent?limit=</c>.</summary>
internal sealed class RecentEndpoint(RecentRows recent)
{
    public Answer Get(Call call)
    {
        int limit = int.TryParse(call.Query["limit"], CultureInfo.InvariantCulture, out int given) ? given : 200;
        return Answer.Json(200, writer => recent.Write(writer, call.UserId, call.Version.Path, limit: limit));
    }
}
