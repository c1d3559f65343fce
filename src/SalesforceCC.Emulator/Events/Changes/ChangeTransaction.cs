namespace SalesforceCC.Emulator.Events.Changes;

/// <summary>What all change events of a transaction have in common.</summary>
/// <param name="Key">What names it.</param>
/// <param name="Commit">Its place among all transactions.</param>
/// <param name="At">When it was committed.</param>
internal sealed record ChangeTransaction(string Key, long Commit, DateTimeOffset At);
