namespace SalesforceCC.Http;

/// <summary>Headers of an answer as one dictionary, as web commands give them.</summary>
internal static class ResponseHeaders
{
    /// <summary>The headers of the answer and of its content.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Of(HttpResponseMessage response)
    {
        Dictionary<string, IReadOnlyList<string>> all = new(StringComparer.OrdinalIgnoreCase);
        foreach (KeyValuePair<string, IEnumerable<string>> header in response.Headers)
            all[header.Key] = header.Value.ToArray();
        foreach (KeyValuePair<string, IEnumerable<string>> header in response.Content.Headers)
            all[header.Key] = header.Value.ToArray();
        return all;
    }
}
