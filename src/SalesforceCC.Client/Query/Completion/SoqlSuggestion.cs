namespace SalesforceCC.Query;

/// <summary>A word that can stand at a place in SOQL text.</summary>
/// <param name="Text">What is put there.</param>
/// <param name="Name">What it is called in a list.</param>
/// <param name="Description">More about it.</param>
internal sealed record SoqlSuggestion(string Text, string Name, string Description);
