using System.Text;
using SalesforceCC.Emulator.Data;
using SalesforceCC.Emulator.Http;

namespace SalesforceCC.Emulator.Metadata;

/// <summary>The parts of a multipart/form-data body, whose bytes are in memory already.</summary>
internal static class MultipartBody
{
    private static ReadOnlySpan<byte> HeadersEnd => "\r\n\r\n"u8;

    /// <exception cref="SalesforceError">The body is no multipart body.</exception>
    public static IReadOnlyList<MultipartPart> Read(Call call)
    {
        string? boundary = call.Headers.ContentType.ToString().Split(';')
            .Select(p => p.Trim())
            .Where(p => p.StartsWith("boundary=", StringComparison.OrdinalIgnoreCase))
            .Select(p => p["boundary=".Length..].Trim('"'))
            .FirstOrDefault();
        if (!call.ContentType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase) || string.IsNullOrEmpty(boundary))
        {
            throw new SalesforceError(
                415, "UNSUPPORTED_MEDIA_TYPE", $"Content type {call.ContentType} not supported for this resource");
        }

        List<MultipartPart> parts = [];
        ReadOnlyMemory<byte> rest = call.Body;
        byte[] first = Encoding.ASCII.GetBytes($"--{boundary}"), next = Encoding.ASCII.GetBytes($"\r\n--{boundary}");
        int at = rest.Span.IndexOf(first);
        if (at < 0)
            throw Malformed();
        for (rest = rest[(at + first.Length)..]; !rest.Span.StartsWith("--"u8); rest = rest[(at + next.Length)..])
        {
            int headers = rest.Span.IndexOf(HeadersEnd);
            at = rest.Span.IndexOf(next);
            if (headers < 0 || at < headers)
                throw Malformed();
            parts.Add(new MultipartPart(Encoding.UTF8.GetString(rest.Span[..headers]), rest[(headers + HeadersEnd.Length)..at]));
        }

        return parts;
    }

    /// <summary>The code is from memory of live orgs.</summary>
    private static SalesforceError Malformed() =>
        new(400, "INVALID_MULTIPART_REQUEST", "The multipart request body is malformed");
}
