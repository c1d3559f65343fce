namespace SalesforceCC.Emulator.Search;

/// <summary>A search.</summary>
/// <param name="Text">What is looked for.</param>
internal sealed record SoslQuery(SearchText Text)
{
    public SearchScope Scope { get; init; }

    /// <summary>The objects; empty: all that can be searched, with their ids only.</summary>
    public IReadOnlyList<SoslReturning> Returning { get; init; } = [];

    /// <summary>The most rows in all.</summary>
    public int Limit { get; init; } = SearchRunner.MostRows;
}
