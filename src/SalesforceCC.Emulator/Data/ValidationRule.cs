namespace SalesforceCC.Emulator.Data;

/// <summary>A validation rule.</summary>
/// <param name="Type">The object.</param>
/// <param name="Name">API name of the rule.</param>
/// <param name="Condition">When the row is wrong: a condition in SOQL, for example <c>AnnualRevenue &lt; 0</c>.</param>
/// <param name="Message">What the user is told.</param>
/// <param name="Field">Where; null for the top of the page.</param>
/// <param name="Warning">Saves the row nonetheless, with the error beside the success.</param>
public sealed record ValidationRule(
    string Type, string Name, string Condition, string Message, string? Field = null, bool Warning = false);
