namespace SalesforceCC.Json;

/// <summary>Something that is read out of JSON in pieces.</summary>
internal interface IJsonContent
{
    /// <summary>
    /// Reads as far as the bytes go and answers how many of them are done with; the rest comes again, with more behind.
    /// When the source is complete it returns only if it has everything.
    /// </summary>
    int Read(ReadOnlySpan<byte> data, JsonSource source);
}
