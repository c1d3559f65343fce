using System.Net.Http.Headers;
using System.Text;
using System.Text.RegularExpressions;
using Xunit;

namespace SalesforceCC.Emulator.Tests.Contract;

/// <summary>
/// One line of a table: a request, and after an arrow what is expected.
/// <code>
/// POST /sobjects/Account {"Name":"A"} -> 201 [Location: /services/data/v68.0/sobjects/Account/{id}] {"id":"#id","success":true,"errors":[]}
/// GET /limits [Authorization: -] -> 401
/// QUERY SELECT Id FROM Account -> 200
/// </code>
/// A path is one of the REST API unless it names another; a header <c>-</c> is not sent; a body without braces is a form;
/// QUERY and QUERYALL take a statement as it is. For the body of the answer see <see cref="BodyPattern"/>; <c>(empty)</c> is
/// no body, anything that is no JSON is the text itself, and no pattern looks at the status only. <c>{a}</c> stands for what
/// <c>#id=a</c> of an earlier answer found.
/// </summary>
internal sealed partial record Exchange(
    string Method, string Path, IReadOnlyList<(string Name, string Value)> Headers, string? Body,
    int? Status, IReadOnlyList<(string Name, string Value)> Expected, string? Pattern)
{
    public const string Base = "/services/data/v68.0";

    public static Exchange Parse(string line)
    {
        Match match = Line().Match(line);
        Assert.True(match.Success, $"No request: {line}");
        string method = match.Groups["method"].Value, target = match.Groups["target"].Value.Trim();
        Match parts = method.StartsWith("QUERY", StringComparison.Ordinal) ? Statement().Match(target) : Target().Match(target);
        Assert.True(parts.Success, $"No path: {line}");
        string path = parts.Groups["path"].Value;
        if (method.StartsWith("QUERY", StringComparison.Ordinal))
            (method, path) = ("GET", $"/{(method == "QUERY" ? "query" : "queryAll")}?q={Escape(path)}");
        return new Exchange(
            method,
            Outside().IsMatch(path) ? path : Base + path,
            ReadHeaders(parts),
            parts.Groups["body"] is { Success: true } body ? body.Value : null,
            match.Groups["status"] is { Success: true } status ? int.Parse(status.ValueSpan, provider: null) : null,
            ReadHeaders(match),
            match.Groups["pattern"] is { Success: true } pattern ? pattern.Value : null);
    }

    /// <summary>The request, with what earlier answers gave.</summary>
    public HttpRequestMessage ToRequest(IReadOnlyDictionary<string, string> found, string token)
    {
        HttpRequestMessage request = new(new HttpMethod(Method), Fill(Path, found));
        if (Body is not null)
        {
            string type = Body[0] is '{' or '[' ? "application/json" : "application/x-www-form-urlencoded";
            request.Content = new StringContent(Fill(Body, found), Encoding.UTF8, type);
        }
        request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + token);
        foreach ((string name, string value) in Headers)
        {
            HttpHeaders headers = name.StartsWith("Content-", StringComparison.Ordinal) ? request.Content!.Headers : request.Headers;
            headers.Remove(name);
            if (value != "-") headers.TryAddWithoutValidation(name, Fill(value, found));
        }
        return request;
    }

    public static string Fill(string text, IReadOnlyDictionary<string, string> found) =>
        found.Aggregate(text, (filled, name) => filled.Replace($"{{{name.Key}}}", name.Value, StringComparison.Ordinal));

    /// <summary>Names in braces are filled in later.</summary>
    private static string Escape(string statement) => Uri.EscapeDataString(statement)
        .Replace("%7B", "{", StringComparison.Ordinal).Replace("%7D", "}", StringComparison.Ordinal);

    private static (string, string)[] ReadHeaders(Match match) =>
        [.. match.Groups["header"].Captures.Zip(match.Groups["value"].Captures, (name, value) => (name.Value, value.Value))];

    [GeneratedRegex("""^(?<method>[A-Z]+) (?<target>.+?)(\s+-> (?<status>\d{3})( \[(?<header>[\w-]+): (?<value>[^\]]+)\])*( (?<pattern>.+))?)?$""", RegexOptions.Singleline)]
    private static partial Regex Line();

    [GeneratedRegex("""^(?<path>\S+)( \[(?<header>[\w-]+): (?<value>[^\]]+)\])*( (?<body>.+))?$""", RegexOptions.Singleline)]
    private static partial Regex Target();

    [GeneratedRegex("""^(?<path>.+?)( \[(?<header>Sforce[\w-]+): (?<value>[^\]]+)\])*$""", RegexOptions.Singleline)]
    private static partial Regex Statement();

    /// <summary>Paths that are not the REST API's; also those that an answer gave.</summary>
    [GeneratedRegex("""^(/services/|/id/|/\.well-known/|/__org/|\{)""")]
    private static partial Regex Outside();
}
