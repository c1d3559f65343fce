namespace SalesforceCC.Emulator.Http;

/// <summary>
/// Answers one call. Synchronous on purpose: the data lie in an in-process database, and nothing here waits.
/// </summary>
internal delegate Answer Handler(Call call);
