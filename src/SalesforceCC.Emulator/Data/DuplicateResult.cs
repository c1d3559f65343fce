namespace SalesforceCC.Emulator.Data;

/// <summary>What a duplicate rule found.</summary>
/// <param name="Rule">API name of the duplicate rule.</param>
/// <param name="MatchingRule">API name of the matching rule that it uses.</param>
/// <param name="EntityType">The object.</param>
/// <param name="AllowSave">The rule only alerts: a request that says so may save nonetheless.</param>
/// <param name="Message">What the rule says.</param>
/// <param name="Records">The rows that match, as JSON objects with <c>attributes</c>.</param>
public sealed record DuplicateResult(
    string Rule,
    string MatchingRule,
    string EntityType,
    bool AllowSave,
    string Message,
    IReadOnlyList<ReadOnlyMemory<byte>> Records);
