using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using SalesforceCC.Http;

namespace SalesforceCC.Query;

/// <summary>A query as the only subrequest of a composite request: the documented way for statements too long for a URL.</summary>
internal static class CompositeQuery
{
    /// <summary>The body of <c>POST /composite</c>.</summary>
    public static HttpContent Content(string pathAndQuery)
    {
        byte[] json = JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, object>
        {
            ["compositeRequest"] = new object[]
            {
                new Dictionary<string, string>
                {
                    ["method"] = "GET",
                    ["url"] = pathAndQuery,
                    ["referenceId"] = "query",
                },
            },
        });
        ByteArrayContent content = new(json);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return content;
    }

    /// <summary>The page inside the answer; its error thrown, as if it had come by itself.</summary>
    public static byte[] Unwrap(byte[] answer)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(answer);
            JsonElement only = document.RootElement.GetProperty("compositeResponse")[0];
            HttpStatusCode status = (HttpStatusCode)only.GetProperty("httpStatusCode").GetInt32();
            string body = only.GetProperty("body").GetRawText();
            if ((int)status is >= 200 and < 300)
                return System.Text.Encoding.UTF8.GetBytes(body);

            ErrorText error = ErrorReader.Read(status, reason: null, body);
            throw new SfException(error.Code, error.Message)
            {
                StatusCode = status,
                Fields = error.Fields,
                Request = "POST composite (query)",
            };
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException
            or IndexOutOfRangeException or FormatException)
        {
            throw new SfException(SfErrorCodes.InvalidResponse, "The composite answer does not have the form it should have.", e);
        }
    }
}
