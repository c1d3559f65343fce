namespace SalesforceCC;

/// <summary>What the tests of a run reached of a class or trigger.</summary>
public sealed class SfApexCoverage
{
    internal SfApexCoverage(string? id, string name, IReadOnlyList<int> covered, IReadOnlyList<int> uncovered)
    {
        Id = id;
        Name = name;
        CoveredLines = covered;
        UncoveredLines = uncovered;
    }

    /// <summary>The id of the class or trigger.</summary>
    public string? Id { get; }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>Lines that a test reached.</summary>
    public IReadOnlyList<int> CoveredLines { get; }

    /// <summary>Lines that no test reached.</summary>
    public IReadOnlyList<int> UncoveredLines { get; }

    /// <summary>Percent of the lines that a test reached.</summary>
    public decimal Percent => CoveredLines.Count + UncoveredLines.Count is > 0 and { } lines
        ? Math.Round(CoveredLines.Count * 100m / lines, 1)
        : 0;

    /// <summary>Name and percentage.</summary>
    public override string ToString() => FormattableString.Invariant($"{Name}: {Percent}%");
}
