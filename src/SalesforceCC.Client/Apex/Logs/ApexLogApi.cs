using System.Text.Json;
using SalesforceCC.Http;
using SalesforceCC.Rest;

namespace SalesforceCC.Apex.Logs;

/// <summary>The debug logs of an org.</summary>
internal sealed class ApexLogApi(SfSession session)
{
    private const string What = "list of debug logs";

    private const string Select =
        "SELECT Id, Application, DurationMilliseconds, Location, LogLength, LogUserId, LogUser.Name, Operation, Request, StartTime, Status FROM ApexLog";

    /// <summary>Logs, the newest first.</summary>
    /// <param name="userId">Only those of a user; null: all that the session's user may see.</param>
    /// <param name="since">Only those that began then, or later; null: all.</param>
    /// <param name="stop">Ends it.</param>
    public Task<List<SfApexLog>> ListAsync(string? userId, DateTimeOffset? since, CancellationToken stop)
    {
        List<string> filters = [];
        if (userId is not null)
            filters.Add($"LogUserId = '{userId}'");
        if (since is { } start)
            filters.Add($"StartTime >= {ToolingQuery.Moment(start)}");
        string where = filters.Count == 0 ? "" : " WHERE " + string.Join(" AND ", filters);
        return ToolingQuery.AllAsync(session, $"{Select}{where} ORDER BY StartTime DESC, Id DESC", What, Log, stop);
    }

    /// <summary>What is known of one log.</summary>
    /// <exception cref="SfException">NOT_FOUND.</exception>
    public async Task<SfApexLog> GetAsync(string id, CancellationToken stop)
    {
        List<SfApexLog> found = await ToolingQuery.AllAsync(session, $"{Select} WHERE Id = '{id}'", What, Log, stop).ConfigureAwait(false);
        return found.Count > 0 ? found[0] : throw new SfException("NOT_FOUND", $"There is no debug log with the ID {id}. Salesforce deletes most of them after 24 hours.");
    }

    /// <summary>The text of a log.</summary>
    public async Task<string> TextAsync(string id, CancellationToken stop) =>
        (await RestClient.SendAsync(session, Body(id), skipErrorCheck: false, stop).ConfigureAwait(false)).Text;

    /// <summary>Writes the text of a log to a file, which is there whole or not at all.</summary>
    public Task SaveAsync(string id, string path, CancellationToken stop) => RestClient.DownloadAsync(session, Body(id), path, stop);

    private ApiRequest Body(string id) => new()
    {
        Method = HttpMethod.Get,
        Url = session.Resolve($"tooling/sobjects/ApexLog/{id}/Body"),
        Headers = [new("Accept", "text/plain, application/json;q=0.5")],
    };

    private static SfApexLog Log(JsonElement row) => new(row.GetProperty("Id").GetString()!)
    {
        StartTime = ToolingQuery.Time(row, "StartTime"),
        Operation = ToolingQuery.Text(row, "Operation"),
        Application = ToolingQuery.Text(row, "Application"),
        Status = ToolingQuery.Text(row, "Status"),
        Request = ToolingQuery.Text(row, "Request"),
        Location = ToolingQuery.Text(row, "Location"),
        LogLength = ToolingQuery.Number(row, "LogLength") ?? 0,
        Duration = TimeSpan.FromMilliseconds(ToolingQuery.Number(row, "DurationMilliseconds") ?? 0),
        UserId = ToolingQuery.Text(row, "LogUserId"),
        UserName = ToolingQuery.Text(row, "LogUser", "Name"),
    };
}
