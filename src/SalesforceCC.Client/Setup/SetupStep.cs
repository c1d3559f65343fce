namespace SalesforceCC.Setup;

/// <summary>One thing to do, in words for whoever is asked first.</summary>
/// <param name="Target">What it is done to.</param>
/// <param name="Action">What is done.</param>
/// <param name="RunAsync">Does it.</param>
internal sealed record SetupStep(string Target, string Action, Func<CancellationToken, IAsyncEnumerable<SetupEvent>> RunAsync);
