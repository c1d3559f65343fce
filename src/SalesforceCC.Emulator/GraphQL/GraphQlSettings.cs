namespace SalesforceCC.Emulator.GraphQL;

/// <summary>How queries are answered, for tests.</summary>
/// <param name="PageRows">
/// No page has more rows than this, however many were asked for: that a page may be shorter and not the last is documented.
/// </param>
internal sealed record GraphQlSettings(int? PageRows = null);
