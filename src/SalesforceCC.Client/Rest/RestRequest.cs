namespace SalesforceCC.Rest;

/// <summary>A request as a user states it.</summary>
internal sealed class RestRequest
{
    public required HttpMethod Method { get; init; }

    public required Uri Url { get; init; }

    /// <summary>Headers of the request; those of its content go with the content.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>Makes the body; called once an attempt.</summary>
    public Func<HttpContent>? Content { get; init; }

    /// <summary>The request in the form HttpClient takes.</summary>
    public HttpRequestMessage ToMessage()
    {
        HttpRequestMessage message = new(Method, Url) { Content = Content?.Invoke() };
        message.Headers.TryAddWithoutValidation("Accept", "application/json");
        foreach (KeyValuePair<string, string> header in Headers)
        {
            message.Headers.Remove(header.Key);
            if (!message.Headers.TryAddWithoutValidation(header.Key, header.Value))
            {
                message.Content?.Headers.Remove(header.Key);
                message.Content?.Headers.TryAddWithoutValidation(header.Key, header.Value);
            }
        }

        return message;
    }
}
