namespace SalesforceCC.Rest;

/// <summary>
/// Tells the page of a proxy, where one logs in to the network, from a response of Salesforce. It comes with status 200
/// in place of any answer, and nothing was done of what the request asked for.
/// </summary>
internal static class ForeignPage
{
    private static readonly string[] s_ownHeaders = ["Sforce-Limit-Info", "X-SFDC-Request-Id"];

    /// <summary>
    /// Throws for HTML in place of the JSON asked for, from one who shows no sign of being Salesforce. A file that is
    /// HTML comes with such signs; who expects HTML without them says so in the header Accept.
    /// </summary>
    public static void Refuse(HttpResponseMessage response)
    {
        if (string.Equals(response.Content.Headers.ContentType?.MediaType, "text/html", StringComparison.OrdinalIgnoreCase)
            && response.RequestMessage is { } request
            && request.RequestUri!.AbsolutePath.StartsWith("/services/", StringComparison.OrdinalIgnoreCase)
            && request.Headers.Accept.All(static a => a.MediaType == "application/json")
            && !s_ownHeaders.Any(response.Headers.Contains))
            throw new SfException(SfErrorCodes.InvalidResponse, "The response is a page instead of the JSON asked for: something between here and Salesforce answered in its place.");
    }
}
