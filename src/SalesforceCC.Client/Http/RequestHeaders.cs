using System.Net.Http.Headers;

namespace SalesforceCC.Http;

/// <summary>Headers by name, on the request or on its content, as each belongs.</summary>
internal static class RequestHeaders
{
    private static readonly string[] s_otherContentHeaders = ["Allow", "Expires", "Last-Modified"];

    /// <summary>Sets a header in place of one of that name. One of the content is left out where there is no content.</summary>
    /// <exception cref="SfException">INVALID_PARAMETER.</exception>
    public static void Set(HttpRequestMessage message, string name, string value)
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

        throw new SfException(SfErrorCodes.InvalidParameter, $"'{name}' is not a header that can be sent.");
    }
}
