namespace SalesforceCC.Emulator.Tests.Contract;

/// <summary>A recorded answer and the same question to this org.</summary>
internal sealed record Recording(string File, string Ask)
{
    /// <summary>What is done before, so that there is something to answer.</summary>
    public string[] SetUp { get; init; } = [];

    /// <summary>The status, where the file does not tell.</summary>
    public int Status { get; init; } = 200;

    /// <summary>The member of the answer that was recorded; null: all of it.</summary>
    public string? Inside { get; init; }

    /// <summary>Differences that are meant, with wildcards, and why; one that is not there any more is an error, too.</summary>
    public (string Difference, string Why)[] But { get; init; } = [];
}
