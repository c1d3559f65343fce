namespace SalesforceCC.Emulator.Tests.Contract;

/// <summary>
/// What Salesforce's documentation says, or what was seen of real orgs, and the requests that show it of this org: the form
/// of a line is that of <see cref="Exchange"/>.
/// </summary>
internal sealed record Fact(string What, params string[] Lines);
