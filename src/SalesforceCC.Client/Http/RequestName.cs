namespace SalesforceCC.Http;

/// <summary>A request's name in traces and errors.</summary>
internal static class RequestName
{
    /// <summary>Method and path; a query shows as <c>?...</c>, since its values may be anybody's data.</summary>
    public static string Of(HttpRequestMessage request)
    {
        Uri uri = request.RequestUri!;
        return $"{request.Method.Method} {uri.AbsolutePath}{(uri.Query.Length > 0 ? "?..." : "")}";
    }
}
