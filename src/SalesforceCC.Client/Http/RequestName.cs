namespace SalesforceCC.Http;

/// <summary>A request's name in traces and errors.</summary>
internal static class RequestName
{
    /// <summary>Method and path; a query shows as <c>?...</c>, since its values may be anybody's data.</summary>
    public static string Of(HttpRequestMessage request) => Of(request.Method, request.RequestUri!);

    /// <summary>The same, of its parts.</summary>
    public static string Of(HttpMethod method, Uri url) =>
        $"{method.Method} {url.AbsolutePath}{(url.Query.Length > 0 ? "?..." : "")}";
}
