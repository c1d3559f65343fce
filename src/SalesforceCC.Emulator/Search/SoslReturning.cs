namespace SalesforceCC.Emulator.Search;

/// <summary>One object of RETURNING, its clauses as they were written.</summary>
/// <param name="Name">The object.</param>
internal sealed record SoslReturning(string Name)
{
    /// <summary>The fields; null: only the id.</summary>
    public string? Fields { get; init; }

    /// <summary>The condition; null for none.</summary>
    public string? Where { get; init; }

    /// <summary>The order; null: that of the search.</summary>
    public string? OrderBy { get; init; }

    /// <summary>The most rows of this object; null: the search's own limit.</summary>
    public int? Limit { get; init; }

    public int Offset { get; init; }
}
