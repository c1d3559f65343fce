namespace SalesforceCC.Emulator.Http;

/// <summary>One part of a multipart body.</summary>
/// <param name="Name">Its name; empty where it has none.</param>
/// <param name="FileName">The name of the file that it is; null where it is none.</param>
/// <param name="ContentType">Its type; empty where none is told.</param>
/// <param name="Body">Its content, as it arrives: to be read before the next part is asked for.</param>
internal sealed record MultipartPart(string Name, string? FileName, string ContentType, Stream Body)
{
    /// <summary>The content is JSON.</summary>
    public bool IsJson => ContentType.StartsWith("application/json", StringComparison.OrdinalIgnoreCase);

    /// <summary>The whole content.</summary>
    public async Task<ReadOnlyMemory<byte>> ReadAsync(CancellationToken cancel)
    {
        MemoryStream bytes = new();
        await Body.CopyToAsync(bytes, cancel);
        return bytes.GetBuffer().AsMemory(0, (int)bytes.Length);
    }
}
