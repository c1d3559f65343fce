namespace SalesforceCC.Fuzz.Running;

/// <summary>One input.</summary>
/// <param name="Show">Writes it out, for the report of a failure.</param>
/// <param name="CheckAsync">Gives it to the target. Throws where the target does not do what it must.</param>
internal sealed record FuzzInput(Func<string> Show, Func<Task> CheckAsync);
