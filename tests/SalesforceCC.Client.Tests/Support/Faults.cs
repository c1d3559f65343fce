namespace SalesforceCC.Client.Tests.Support;

/// <summary>Ways for a request to fail, by the names that test tables use.</summary>
internal static class Faults
{
    private const string Json = """{"a":"long enough to be cut in two"}""";

    private static readonly Dictionary<string, Reply> s_replies = new()
    {
        ["500"] = Reply.Error(500, "UNKNOWN_EXCEPTION", "An unexpected error occurred."),
        ["502"] = Reply.Text("<html><title>Bad gateway</title></html>", 502, "text/html"),
        ["503"] = Reply.Text("", 503),
        ["504"] = Reply.Text("upstream timed out", 504),
        ["429"] = Reply.Text("slow down", 429),
        ["420"] = Reply.Text("no route", 420),
        ["406"] = Reply.Text("", 406),
        ["406 with a word"] = Reply.Error(406, "NOT_ACCEPTABLE", "Not acceptable"),
        ["reset"] = BrokenReply.Reset,
        ["dropped"] = BrokenReply.BeforeHeaders,
        ["dropped in headers"] = BrokenReply.WithinHeaders,
        ["dropped in body"] = BrokenReply.WithinBody(Json),
        ["dropped in chunks"] = BrokenReply.WithinChunks(Json),
        ["cut gzip"] = BrokenReply.WithinGzip(Json, 12),
        ["cut gzip trailer"] = BrokenReply.WithinGzip(Json, 1),
        ["no gzip"] = BrokenReply.NotGzip(Json),
        ["concurrent"] = Reply.Error(403, "REQUEST_LIMIT_EXCEEDED", "ConcurrentPerOrgLongTxn Limit exceeded."),
        ["locked"] = Reply.Error(400, "UNABLE_TO_LOCK_ROW", "unable to obtain exclusive access to this record"),
        ["quota"] = Reply.Error(403, "REQUEST_LIMIT_EXCEEDED", "TotalRequests Limit exceeded."),
        ["malformed"] = Reply.Error(400, "MALFORMED_QUERY", "unexpected token"),
        ["missing"] = Reply.Error(404, "NOT_FOUND", "The requested resource does not exist"),
        ["redirect"] = Reply.Of(302, null, [], ("Location", "https://example.com/")),
    };

    public static Reply Of(string fault) => s_replies[fault];
}
