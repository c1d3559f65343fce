namespace SalesforceCC.Org;

/// <summary>What an org said, and what it should have said and did not.</summary>
/// <param name="Value">What is known; the rest of it is empty.</param>
/// <param name="Gaps">A sentence for each part that is missing, with the reason.</param>
internal sealed record Partial<T>(T Value, IReadOnlyList<string> Gaps);
