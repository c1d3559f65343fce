using SalesforceCC.Json;

namespace SalesforceCC.Records;

/// <summary>A response on its way in, read as far as its bytes go.</summary>
internal interface IJsonContent
{
    /// <summary>Reads as far as the bytes go, and tells how many of them are done with.</summary>
    int Read(ReadOnlySpan<byte> data, JsonSource source);
}
