namespace SalesforceCC.Trees;

/// <summary>A record that was saved.</summary>
/// <param name="Type">API name of the object.</param>
/// <param name="Id">Its id.</param>
/// <param name="Later">Fields that were to be set later, and are not set yet.</param>
internal sealed record SavedRecord(string Type, string Id, IReadOnlyList<string> Later);
