namespace SalesforceCC.Search;

/// <summary>An object whose records are looked for.</summary>
/// <param name="Name">Its API name.</param>
/// <param name="IsBounded">A condition, an order or a limit says which of its records come; else Salesforce cuts them.</param>
internal sealed record SearchObject(string Name, bool IsBounded);
