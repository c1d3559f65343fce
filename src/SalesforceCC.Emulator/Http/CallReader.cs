using System.IO.Compression;
using SalesforceCC.Emulator.Data;
using SalesforceCC.Emulator.Data.Blobs;
using Microsoft.AspNetCore.Http.Features;

namespace SalesforceCC.Emulator.Http;

/// <summary>Makes a <see cref="Call"/> of what came over the wire.</summary>
internal static class CallReader
{
    private static readonly FileSettings s_files = new();

    public static string PathOf(HttpContext context)
    {
        // Request.Path is decoded, but for %2F; only the raw target tells "a%2Fb" from "a%252Fb".
        string target = TargetOf(context);
        if (!target.StartsWith('/'))
            return context.Request.Path.ToUriComponent();
        int query = target.IndexOf('?', StringComparison.Ordinal);
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

    /// <summary>The call without its body.</summary>
    public static Call Read(HttpContext context, Origins origins) => new()
    {
        Method = context.Request.Method,
        Path = PathOf(context),
        Query = context.Request.Query,
        Headers = context.Request.Headers,
        Origin = origins.For(context.Request.Scheme),
    };

    /// <summary>The call with its body.</summary>
    public static async Task<Call> ReadAsync(HttpContext context, Origins origins) =>
        Read(context, origins) with { Body = await ReadBodyAsync(context) };

    /// <summary>The whole body, decompressed.</summary>
    private static async Task<ReadOnlyMemory<byte>> ReadBodyAsync(HttpContext context)
    {
        if (context.Request.ContentLength == 0 ||
            context.Features.Get<IHttpRequestBodyDetectionFeature>() is { CanHaveBody: false })
        {
            return default;
        }

        await using Stream source = OpenBody(context.Request);
        return await ReadAsync(source, s_files.RequestBytes, context.RequestAborted);
    }

    /// <summary>A body of which no more may come than that.</summary>
    /// <exception cref="SalesforceError">JSON_PARSER_ERROR: there is more.</exception>
    public static async Task<ReadOnlyMemory<byte>> ReadAsync(Stream source, long most, CancellationToken cancel)
    {
        MemoryStream bytes = new();
        byte[] buffer = new byte[1 << 16];
        int read;
        while ((read = await source.ReadAsync(buffer, cancel)) > 0)
        {
            bytes.Write(buffer, 0, read);
            if (bytes.Length > most)
                throw new SalesforceError(
                    400, "JSON_PARSER_ERROR", $"Maximum size of request reached. Maximum size of request is {most} bytes.");
        }

        return bytes.GetBuffer().AsMemory(0, (int)bytes.Length);
    }

    /// <summary>The body as it arrives, decompressed.</summary>
    public static Stream OpenBody(HttpRequest request) =>
        request.Headers.ContentEncoding.ToString().Equals("gzip", StringComparison.OrdinalIgnoreCase)
            ? new GZipStream(request.Body, CompressionMode.Decompress)
            : request.Body;
}
