namespace SalesforceCC.Bulk;

/// <summary>
/// What it takes to join the results of one part. It is the same for all parts of an import, one after the other: tables that
/// are made anew for each stay in memory until the collector looks at what is large.
/// </summary>
/// <param name="most">Rows of the largest part.</param>
internal sealed class JoinMemory(int most)
{
    private readonly int[] _rows = new int[most];

    /// <summary>The results.</summary>
    public OutcomeTable Outcomes { get; } = new(most);

    /// <summary>Forgets all of the part before, and gives the result of each row: -1, none.</summary>
    public int[] Begin(int rows)
    {
        Outcomes.Clear();
        for (int i = 0; i < rows; i++)
            _rows[i] = -1;
        return _rows;
    }
}
