using SalesforceCC.Http;

namespace SalesforceCC.GraphQL;

/// <summary>The errors of a response, each as a failure: with its type as code, and where it is.</summary>
internal static class GraphQlErrors
{
    private const string Unknown = "GRAPHQL_ERROR";

    public static SfException Of(object? error, string request)
    {
        SfJsonObject members = error as SfJsonObject ?? new SfJsonObject();
        SfJsonObject? extensions = members["extensions"] as SfJsonObject;
        string code = Text(extensions, "ErrorType") ?? Text(extensions, "errorType") ?? Text(extensions, "classification") ?? Unknown;
        string message = Text(members, "message") ?? error as string ?? "Salesforce gives no reason.";
        string where = Where(members);
        code = SentSecrets.Mask(null, code);
        message = SentSecrets.Mask(null, where.Length == 0 ? message : $"{message} ({where})");
        return new SfException(code, message)
        {
            Errors = [new SfError(code, message)],
            Request = request,
            StatusCode = System.Net.HttpStatusCode.OK,
        };
    }

    // Both spellings of the path have been seen.
    private static string Where(SfJsonObject error)
    {
        List<string> parts = [];
        if ((error["path"] ?? error["paths"]) is object?[] { Length: > 0 } path)
            parts.Add(string.Join("/", path));
        if (error["locations"] is object?[] { Length: > 0 } locations && locations[0] is SfJsonObject place && place["line"] is int line)
            parts.Add(FormattableString.Invariant($"line {line}, column {place["column"]}"));
        return string.Join(", ", parts);
    }

    private static string? Text(SfJsonObject? members, string name) => members?[name] is string { Length: > 0 } text ? text : null;
}
