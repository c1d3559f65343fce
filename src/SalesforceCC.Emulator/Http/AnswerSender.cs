using System.IO.Compression;

namespace SalesforceCC.Emulator.Http;

/// <summary>Sends answers with the headers that Salesforce's edge puts on everything.</summary>
internal static class AnswerSender
{
    public static async Task SendAsync(HttpContext context, Answer answer)
    {
        HttpResponse response = context.Response;
        response.StatusCode = answer.Status;
        AddCommonHeaders(context);
        foreach ((string? name, string? value) in answer.Headers)
            response.Headers[name] = value;
        if (answer.ContentType is null)
            return;

        response.ContentType = answer.ContentType;
        if (answer.Source is { } source)
        {
            // A file as it is: most are compressed already.
            if (answer.Compressible)
                await SendTableAsync(context, source);
            else
                await source.CopyToAsync(response.Body, context.RequestAborted);
            return;
        }

        response.Headers.Vary = "Accept-Encoding";
        if (!AcceptsGzip(context.Request))
        {
            await WriteAsync(context, answer.Body);
            return;
        }

        response.Headers.ContentEncoding = "gzip";
        if (!answer.Gzipped.IsEmpty)
        {
            await WriteAsync(context, answer.Gzipped);
            return;
        }

        using PooledBuffer compressed = Compress(answer.Body.Span);
        await WriteAsync(context, compressed.Written);
    }

    private static async Task SendTableAsync(HttpContext context, Stream source)
    {
        context.Response.Headers.Vary = "Accept-Encoding";
        if (!AcceptsGzip(context.Request))
        {
            await source.CopyToAsync(context.Response.Body, 1 << 17, context.RequestAborted);
            return;
        }

        context.Response.Headers.ContentEncoding = "gzip";
        await using GZipStream gzip = new(context.Response.Body, CompressionLevel.Fastest, leaveOpen: true);
        await source.CopyToAsync(gzip, 1 << 17, context.RequestAborted);
    }

    public static PooledBuffer Compress(ReadOnlySpan<byte> body)
    {
        PooledBuffer compressed = new(Math.Max(512, body.Length / 4));
        using (GZipStream gzip = new(compressed, CompressionLevel.Fastest, leaveOpen: true))
            gzip.Write(body);
        return compressed;
    }

    /// <summary>No Content-Length: real orgs send every body in chunks.</summary>
    private static ValueTask WriteAsync(HttpContext context, ReadOnlyMemory<byte> body) =>
        context.Response.Body.WriteAsync(body, context.RequestAborted);

    private static bool AcceptsGzip(HttpRequest request)
    {
        foreach (string? value in request.Headers.AcceptEncoding)
        {
            if (value is not null && value.Contains("gzip", StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }

    private static void AddCommonHeaders(HttpContext context)
    {
        IHeaderDictionary headers = context.Response.Headers;
        headers.Server = "sfdcedge";
        headers["X-SFDC-Request-Id"] = Guid.NewGuid().ToString("N");
        headers.XContentTypeOptions = "nosniff";
        headers["X-Robots-Tag"] = "none";
        headers.CacheControl = "no-cache,must-revalidate,max-age=0,no-store,private";

        // A cookie nobody needs, as the edge sets it: API clients are expected to ignore it.
        if (context.Request.Headers.Cookie.Count == 0)
            headers.SetCookie = "CookieConsentPolicy=0:1; path=/; Max-Age=31536000";
    }
}
