using System.Text.Json;

namespace SalesforceCC.Client.Tests.Data;

/// <summary>An org that saves lists of rows: which rows it was sent, and what it says of them.</summary>
internal sealed class CollectionServer
{
    private readonly object _lock = new();
    private readonly List<List<string>> _requests = [];
    private int _ids;

    public CollectionServer(LoopbackOrg org) => org.OnOthers(Answer);

    /// <summary>What is said of a row by its text; null: it was saved.</summary>
    public Func<string, string?> Row { get; set; } = static _ => null;

    /// <summary>What is answered instead; null: one result a row.</summary>
    public Func<ReceivedRequest, List<string>, Reply?> Instead { get; set; } = static (_, _) => null;

    /// <summary>The texts of the rows of each request.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Requests
    {
        get
        {
            lock (_lock)
                return [.. _requests];
        }
    }

    /// <summary>An error of a row.</summary>
    public static string Error(string code, string message = "no", string fields = "") =>
        $$"""{"success":false,"errors":[{"statusCode":"{{code}}","message":"{{message}}","fields":[{{fields}}]}]}""";

    private Reply Answer(ReceivedRequest request)
    {
        if (!request.Path.Contains("/composite", StringComparison.Ordinal))
            return Reply.Error(404, "NOT_FOUND", request.Line);
        List<string> rows = [.. Rows(request)];
        lock (_lock)
            _requests.Add(rows);
        return Instead(request, rows) ?? Reply.Json($"[{string.Join(',', rows.Select(Result))}]");
    }

    private static IEnumerable<string> Rows(ReceivedRequest request)
    {
        if (request.Method == "DELETE")
            return request.Query("ids")!.Split(',');
        using JsonDocument body = JsonDocument.Parse(request.Body);
        return body.RootElement.TryGetProperty("records", out JsonElement records)
            ? [.. records.EnumerateArray().Select(static r => r.GetRawText())]
            : [.. body.RootElement.GetProperty("compositeRequest").EnumerateArray().Select(static r => r.GetRawText())];
    }

    private string Result(string row) =>
        Row(row) ?? $$"""{"id":"{{SfId.To18($"001{Interlocked.Increment(ref _ids):d12}")}}","success":true,"errors":[]}""";
}
