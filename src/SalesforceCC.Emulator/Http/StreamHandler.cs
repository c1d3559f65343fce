namespace SalesforceCC.Emulator.Http;

/// <summary>
/// Answers one call whose body is not read before: it comes as it arrives, decompressed. For uploads that do not fit into
/// memory.
/// </summary>
internal delegate Task<Answer> StreamHandler(Call call, Stream body, CancellationToken cancel);
