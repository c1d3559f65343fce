using System.Net.Http.Headers;

namespace SalesforceCC.Rest;

/// <summary>A request as a user states it.</summary>
internal sealed class RestRequest
{
    private static readonly string[] s_otherContentHeaders = ["Allow", "Expires", "Last-Modified"];

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
            Set(message, header.Key, header.Value);
        return message;
    }

    private static void Set(HttpRequestMessage message, string name, string value)
    {
        bool isOfContent = name.StartsWith("Content-", StringComparison.OrdinalIgnoreCase)
            || s_otherContentHeaders.Contains(name, StringComparer.OrdinalIgnoreCase);
        HttpHeaders? headers = isOfContent ? message.Content?.Headers : message.Headers;
        try
        {
            headers?.Remove(name);
            if (value.IndexOfAny(['\r', '\n']) < 0 && headers?.TryAddWithoutValidation(name, value) != false)
                return;
        }
        catch (Exception e) when (e is ArgumentException or FormatException)
        {
            // No name at all: told below like a value that is none.
        }

        throw new SfException(SfErrorCodes.InvalidParameter, $"'{name}' is no header that can be sent.");
    }
}
