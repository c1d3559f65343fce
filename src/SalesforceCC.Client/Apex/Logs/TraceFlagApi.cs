using System.Text.Json;
using SalesforceCC.Http;
using SalesforceCC.Json;
using SalesforceCC.Org;
using SalesforceCC.Rest;
using SalesforceCC.Values;

namespace SalesforceCC.Apex.Logs;

/// <summary>
/// The trace flag of a user, which makes debug logs. A user has one of a type; it is moved, and gets a debug level of its own,
/// as other tools may use the one that it had.
/// </summary>
internal sealed class TraceFlagApi(SfSession session)
{
    private const string LogType = "USER_DEBUG";
    private const string Saved = "response to the change";

    private static readonly HttpMethod s_patch = new("PATCH");

    /// <summary>All categories that a level can be set for.</summary>
    public static IReadOnlyList<string> Categories { get; } =
        ["ApexCode", "ApexProfiling", "Callout", "Database", "System", "Validation", "Visualforce", "Workflow", "Nba", "Wave"];

    // Orgs of older versions do not have these; they are sent only if somebody names them.
    private static readonly string[] s_newer = ["Nba", "Wave"];

    /// <summary>The id of a user: of the session, by id, or by username.</summary>
    /// <exception cref="SfException">NOT_FOUND: there is no such user.</exception>
    public async Task<string> UserAsync(string? name, CancellationToken stop)
    {
        if (name is null)
            return session.UserId ?? SfId.To18((await OrgInfo.GetUserInfoAsync(session, stop).ConfigureAwait(false)).GetProperty("user_id").GetString()!);
        if (SfId.IsValid(name) && name.StartsWith("005", StringComparison.Ordinal))
            return SfId.To18(name);
        List<string> found = await ToolingQuery.AllAsync(
            session, $"SELECT Id FROM User WHERE Username = {ToolingQuery.Quote(name)}", "user", static r => r.GetProperty("Id").GetString()!, stop).ConfigureAwait(false);
        return found.Count > 0 ? found[0] : throw new SfException("NOT_FOUND", $"The org has no user '{name}'.");
    }

    /// <summary>Lets a user's requests leave logs.</summary>
    /// <param name="userId">The user.</param>
    /// <param name="levels">The level of each category that is not NONE.</param>
    /// <param name="start">From when on.</param>
    /// <param name="end">Until when, a day later at most.</param>
    /// <param name="stop">Ends it.</param>
    public async Task<SfTraceFlag> SetAsync(
        string userId, IReadOnlyDictionary<string, string> levels, DateTimeOffset start, DateTimeOffset end, CancellationToken stop)
    {
        Dictionary<string, object?> level = [];
        foreach (string category in Categories)
            if (levels.ContainsKey(category) || !s_newer.Contains(category))
                level[category] = levels.TryGetValue(category, out string? value) ? value : "NONE";
        string name = LevelName(userId);
        string? levelId = await LevelAsync(name, stop).ConfigureAwait(false);
        if (levelId is null)
        {
            level["DeveloperName"] = level["MasterLabel"] = name;
            levelId = await CreateAsync("DebugLevel", level, stop).ConfigureAwait(false);
        }
        else
        {
            await ChangeAsync(s_patch, "DebugLevel", levelId, level, stop).ConfigureAwait(false);
        }

        Dictionary<string, object?> flag = new()
        {
            ["DebugLevelId"] = levelId,
            ["StartDate"] = ToolingQuery.Moment(start),
            ["ExpirationDate"] = ToolingQuery.Moment(end),
        };
        string? id = await FlagAsync(userId, stop).ConfigureAwait(false);
        if (id is null)
        {
            flag["TracedEntityId"] = userId;
            flag["LogType"] = LogType;
            id = await CreateAsync("TraceFlag", flag, stop).ConfigureAwait(false);
        }
        else
        {
            await ChangeAsync(s_patch, "TraceFlag", id, flag, stop).ConfigureAwait(false);
        }

        return new SfTraceFlag(id, userId, levelId, start, end, levels);
    }

    /// <summary>Takes the flag of a user away, and the debug level that was made for it. That there is none is as well.</summary>
    public async Task RemoveAsync(string userId, CancellationToken stop)
    {
        if (await FlagAsync(userId, stop).ConfigureAwait(false) is { } flag)
            await ChangeAsync(HttpMethod.Delete, "TraceFlag", flag, null, stop).ConfigureAwait(false);
        if (await LevelAsync(LevelName(userId), stop).ConfigureAwait(false) is { } level)
            await ChangeAsync(HttpMethod.Delete, "DebugLevel", level, null, stop).ConfigureAwait(false);
    }

    private static string LevelName(string userId) => $"SalesforceCC_{userId.Substring(0, 15)}";

    private Task<string?> LevelAsync(string name, CancellationToken stop) => FindAsync($"SELECT Id FROM DebugLevel WHERE DeveloperName = '{name}'", stop);

    private Task<string?> FlagAsync(string userId, CancellationToken stop) =>
        FindAsync($"SELECT Id FROM TraceFlag WHERE TracedEntityId = '{userId}' AND LogType = '{LogType}'", stop);

    private async Task<string?> FindAsync(string soql, CancellationToken stop) =>
        (await ToolingQuery.AllAsync(session, soql, "trace flag", static r => r.GetProperty("Id").GetString()!, stop).ConfigureAwait(false)).FirstOrDefault();

    private Task<string> CreateAsync(string type, Dictionary<string, object?> row, CancellationToken stop) => JsonCall.SendAsync(
        session,
        new ApiRequest
        {
            Method = HttpMethod.Post,
            Url = session.Resolve($"tooling/sobjects/{type}"),
            Body = RequestBody.Of(JsonBody.Of(row), "application/json"),
        },
        Saved,
        static root => root.GetProperty("id").GetString() is { } id && SfId.IsValid(id) ? SfId.To18(id) : throw JsonReply.Malformed(Saved),
        stop);

    // To change the same again changes nothing, and to delete it again says that it is not there.
    private Task<bool> ChangeAsync(HttpMethod method, string type, string id, Dictionary<string, object?>? row, CancellationToken stop) => session.SendAsync(
        new ApiRequest
        {
            Method = method,
            Url = session.Resolve($"tooling/sobjects/{type}/{id}"),
            Body = row is null ? null : RequestBody.Of(JsonBody.Of(row), "application/json"),
            Repeat = row is null ? Repeat.ByMethod : Repeat.Idempotent,
        },
        static (response, _, _) =>
        {
            ForeignPage.Refuse(response);
            return Task.FromResult(true);
        },
        stop);
}
