using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using SalesforceCC.Emulator.Data;

namespace SalesforceCC.Emulator.Http;

/// <summary>The parts of a multipart/form-data body, one after the other as they arrive.</summary>
internal static class MultipartBody
{
    // The longest that the guide allows is 70.
    private const int LongestBoundary = 70;

    /// <exception cref="SalesforceError">The body is no multipart body.</exception>
    public static async IAsyncEnumerable<MultipartPart> ReadAsync(
        Call call, Stream body, [EnumeratorCancellation] CancellationToken cancel)
    {
        MultipartReader reader = new(BoundaryOf(call), body) { HeadersCountLimit = 32 };
        bool any = false;
        while (await NextAsync(reader, cancel) is { } section)
        {
            any = true;
            ContentDispositionHeaderValue? disposition =
                ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out ContentDispositionHeaderValue? parsed) ? parsed : null;
            yield return new MultipartPart(
                HeaderUtilities.RemoveQuotes(disposition?.Name ?? default).ToString(),
                disposition is { FileName.HasValue: true } ? HeaderUtilities.RemoveQuotes(disposition.FileName).ToString() : null,
                section.ContentType ?? "",
                new PartStream(section.Body));
        }

        if (!any) throw Malformed();
    }

    private static string BoundaryOf(Call call)
    {
        string? boundary = MediaTypeHeaderValue.TryParse(call.Headers.ContentType.ToString(), out MediaTypeHeaderValue? type)
            ? HeaderUtilities.RemoveQuotes(type.Boundary).ToString()
            : null;
        if (!call.ContentType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase) || string.IsNullOrEmpty(boundary))
            throw new SalesforceError(
                415, "UNSUPPORTED_MEDIA_TYPE", $"Content type {call.ContentType} not supported for this resource");
        return boundary.Length <= LongestBoundary ? boundary : throw Malformed();
    }

    private static async Task<MultipartSection?> NextAsync(MultipartReader reader, CancellationToken cancel)
    {
        try
        {
            return await reader.ReadNextSectionAsync(cancel);
        }
        catch (Exception e) when (e is InvalidDataException or IOException)
        {
            throw Malformed();
        }
    }

    /// <summary>The code is from memory of live orgs.</summary>
    private static SalesforceError Malformed() =>
        new(400, "INVALID_MULTIPART_REQUEST", "The multipart request body is malformed");

    /// <summary>A part that ends without the boundary after it is an error of the request.</summary>
    private sealed class PartStream(Stream part) : ReadOnlyStream
    {
        public override int Read(Span<byte> buffer) => throw new NotSupportedException();

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            try
            {
                return await part.ReadAsync(buffer, cancellationToken);
            }
            catch (Exception e) when (e is InvalidDataException or IOException)
            {
                throw Malformed();
            }
        }
    }
}
