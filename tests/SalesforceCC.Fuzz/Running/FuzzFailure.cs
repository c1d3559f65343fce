namespace SalesforceCC.Fuzz.Running;

/// <summary>An input that the target failed on.</summary>
/// <param name="Index">The input's number in the run.</param>
/// <param name="Input">The input, as text.</param>
/// <param name="Reason">What happened.</param>
internal sealed record FuzzFailure(long Index, string Input, string Reason);
