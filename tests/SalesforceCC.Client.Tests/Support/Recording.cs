using System.Text;
using System.Text.Json;

namespace SalesforceCC.Client.Tests.Support;

/// <summary>A recorded call that holds status, headers and body of its answer.</summary>
internal static class Recording
{
    // The server frames what it sends itself.
    private static readonly string[] s_ofTheConnection = ["Transfer-Encoding", "Content-Length", "Connection", "Date"];

    /// <summary>The answer as it was sent, compressed where it was.</summary>
    public static Reply Reply(string path)
    {
        JsonElement answer = Answer(path);
        (string Name, string Value)[] headers = [.. answer.GetProperty("headers").EnumerateObject()
            .Where(h => !s_ofTheConnection.Contains(h.Name) && h.Name != "Content-Encoding")
            .Select(h => (h.Name, h.Value.GetString()!))];
        string body = Body(path);
        return answer.GetProperty("headers").TryGetProperty("Content-Encoding", out _)
            ? Support.Reply.GzipJson(body, headers)
            : Support.Reply.Of(200, answer.GetProperty("contentType").GetString(), Encoding.UTF8.GetBytes(body), headers);
    }

    /// <summary>The body of the answer as text.</summary>
    public static string Body(string path) => Answer(path).GetProperty("body").GetRawText();

    private static JsonElement Answer(string path) => JsonDocument.Parse(Fixtures.Text(path)).RootElement.GetProperty("response");
}
