namespace SalesforceCC.Emulator.Metadata;

/// <summary>One part of a multipart body.</summary>
/// <param name="Headers">Its headers as they stand there.</param>
/// <param name="Body">Its content.</param>
internal sealed record MultipartPart(string Headers, ReadOnlyMemory<byte> Body)
{
    /// <summary>The content is JSON.</summary>
    public bool IsJson => Headers.Contains("application/json", StringComparison.OrdinalIgnoreCase);
}
