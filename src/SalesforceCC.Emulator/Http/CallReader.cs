using System.IO.Compression;
using Microsoft.AspNetCore.Http.Features;

namespace SalesforceCC.Emulator.Http;

/// <summary>Makes a <see cref="Call"/> of what came over the wire.</summary>
internal static class CallReader
{
    public static string PathOf(HttpContext context)
    {
        // Request.Path is decoded, but for %2F; only the raw target tells "a%2Fb" from "a%252Fb".
        var target = TargetOf(context);
        if (!target.StartsWith('/'))
            return context.Request.Path.ToUriComponent();
        var query = target.IndexOf('?', StringComparison.Ordinal);
        return OneSlash(query < 0 ? target : target[..query]);
    }

    /// <summary>
    /// The path without doubled slashes. Clients that add paths to an instance URL with a slash at its end ask for
    /// //services/data, and are served: the Salesforce CLI does since it takes --instance-url. A slash inside of a key is
    /// encoded.
    /// </summary>
    public static string OneSlash(string path)
    {
        while (path.Contains("//", StringComparison.Ordinal))
            path = path.Replace("//", "/", StringComparison.Ordinal);
        return path;
    }

    public static string TargetOf(HttpContext context) =>
        context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;

    public static async Task<Call> ReadAsync(HttpContext context, Origins origins) => new()
    {
        Method = context.Request.Method,
        Path = PathOf(context),
        Query = context.Request.Query,
        Headers = context.Request.Headers,
        Origin = origins.For(context.Request.Scheme),
        Body = await ReadBodyAsync(context.Request, context.RequestAborted),
    };

    private static async Task<ReadOnlyMemory<byte>> ReadBodyAsync(HttpRequest request, CancellationToken cancel)
    {
        if (request.ContentLength == 0 ||
            request.HttpContext.Features.Get<IHttpRequestBodyDetectionFeature>()
                is { CanHaveBody: false })
        {
            return default;
        }

        var source = request.Body;
        if (request.Headers.ContentEncoding.ToString().Equals("gzip", StringComparison.OrdinalIgnoreCase))
            source = new GZipStream(source, CompressionMode.Decompress);
        await using (source)
        {
            var bytes = new MemoryStream();
            await source.CopyToAsync(bytes, cancel);
            return bytes.GetBuffer().AsMemory(0, (int)bytes.Length);
        }
    }
}
