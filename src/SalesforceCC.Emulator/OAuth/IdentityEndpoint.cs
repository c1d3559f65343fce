using System.Text.Json.Nodes;
using Microsoft.Extensions.Primitives;
using SalesforceCC.Emulator.Http;

namespace SalesforceCC.Emulator.OAuth;

/// <summary>
/// Who a token belongs to: <c>/services/oauth2/userinfo</c> and the identity URL <c>/id/{org}/{user}</c>. Both refuse
/// in plain text with status 403, not in JSON with 401.
/// </summary>
internal sealed class IdentityEndpoint(
    string organizationId, SessionTable sessions, UserDirectory users, TokenIssuer issuer)
{
    public Answer UserInfo(Call call) => For(call, (user, origin) => new JsonObject(Common(user, origin))
    {
        ["sub"] = issuer.Identity(origin, user.Id),
        ["preferred_username"] = user.Username,
        ["nickname"] = user.Nickname,
        ["name"] = user.Name,
        ["given_name"] = user.FirstName,
        ["family_name"] = user.LastName,
        ["zoneinfo"] = user.TimeZone,
        ["profile"] = $"{origin}/{user.Id}",
        ["picture"] = $"{origin}/profilephoto/005/F",
        ["address"] = new JsonObject(),
        ["updated_at"] = user.LastModified,
    });

    public Answer Identity(Call call)
    {
        if (call.Values["org"].Length < 15 || call.Values["org"][..15] != organizationId[..15])
            return Answer.Text(403, "Wrong_Org");
        return For(call, (user, origin) => new JsonObject(Common(user, origin))
        {
            ["id"] = issuer.Identity(origin, user.Id),
            ["asserted_user"] = true,
            ["username"] = user.Username,
            ["nick_name"] = user.Nickname,
            ["display_name"] = user.Name,
            ["first_name"] = user.FirstName,
            ["last_name"] = user.LastName,
            ["timezone"] = user.TimeZone,
            ["addr_street"] = null,
            ["addr_city"] = null,
            ["addr_state"] = null,
            ["addr_country"] = null,
            ["addr_zip"] = null,
            ["mobile_phone"] = null,
            ["mobile_phone_verified"] = false,
            ["is_lightning_login_user"] = false,
            ["status"] = new JsonObject { ["created_date"] = null, ["body"] = null },
            ["last_modified_date"] = user.LastModified,
        });
    }

    /// <summary>What both tell under the same name.</summary>
    private Dictionary<string, JsonNode?> Common(User user, string origin) => new()
    {
        ["user_id"] = user.Id,
        ["organization_id"] = organizationId,
        ["email"] = user.Email,
        ["email_verified"] = true,
        ["photos"] = Photos(origin),
        ["urls"] = Urls(user, origin),
        ["active"] = user.IsActive,
        ["user_type"] = user.UserType,
        ["language"] = user.Language,
        ["locale"] = user.Locale,
        ["utcOffset"] = UtcOffset(user),
        ["is_app_installed"] = true,
    };

    private Answer For(Call call, Func<User, string, JsonObject> write)
    {
        string header = call.Headers.Authorization.ToString();
        string? token = header.Length > 0 ? header[(header.IndexOf(' ', StringComparison.Ordinal) + 1)..].Trim()
            : call.Query.TryGetValue("access_token", out StringValues value) || call.Query.TryGetValue("oauth_token", out value)
            ? value.ToString()
            : new OAuthRequest(call)["access_token"];
        if (string.IsNullOrEmpty(token))
            return Answer.Text(403, "Missing_OAuth_Token");
        if (sessions.Find(token) is not { } session)
            return Answer.Text(403, "Bad_OAuth_Token");
        if (call.Values.TryGetValue("user", out string? id) && (id.Length < 15 || id[..15] != session.UserId[..15]))
            return Answer.Text(404, "Bad_Id");
        return Answer.Json(200, write(users.Get(session.UserId), call.Origin));
    }

    private static JsonObject Photos(string origin) => new()
    {
        ["picture"] = $"{origin}/profilephoto/005/F",
        ["thumbnail"] = $"{origin}/profilephoto/005/T",
    };

    /// <summary>Clients are meant to put a version number where <c>{version}</c> stands.</summary>
    private JsonObject Urls(User user, string origin) => new()
    {
        ["enterprise"] = $"{origin}/services/Soap/c/{{version}}/{organizationId[..15]}",
        ["metadata"] = $"{origin}/services/Soap/m/{{version}}/{organizationId[..15]}",
        ["partner"] = $"{origin}/services/Soap/u/{{version}}/{organizationId[..15]}",
        ["rest"] = $"{origin}/services/data/v{{version}}/",
        ["sobjects"] = $"{origin}/services/data/v{{version}}/sobjects/",
        ["search"] = $"{origin}/services/data/v{{version}}/search/",
        ["query"] = $"{origin}/services/data/v{{version}}/query/",
        ["recent"] = $"{origin}/services/data/v{{version}}/recent/",
        ["tooling_soap"] = $"{origin}/services/Soap/T/{{version}}/{organizationId[..15]}",
        ["tooling_rest"] = $"{origin}/services/data/v{{version}}/tooling/",
        ["profile"] = $"{origin}/{user.Id}",
        ["feeds"] = $"{origin}/services/data/v{{version}}/chatter/feeds",
        ["groups"] = $"{origin}/services/data/v{{version}}/chatter/groups",
        ["users"] = $"{origin}/services/data/v{{version}}/chatter/users",
        ["feed_items"] = $"{origin}/services/data/v{{version}}/chatter/feed-items",
        ["feed_elements"] = $"{origin}/services/data/v{{version}}/chatter/feed-elements",
        ["custom_domain"] = origin,
    };

    private static long UtcOffset(User user) => TimeZoneInfo.TryFindSystemTimeZoneById(user.TimeZone, out TimeZoneInfo? zone)
        ? (long)zone.BaseUtcOffset.TotalMilliseconds
        : 0;
}
