namespace SalesforceCC.Emulator.Apex.Tests;

/// <summary>A class in the queue of a run.</summary>
internal sealed class QueuedClass
{
    public required TestClass Class { get; init; }

    public required string ClassId { get; init; }

    public required IReadOnlyList<TestMethod> Methods { get; init; }

    /// <summary>The row of the queue.</summary>
    public string ItemId { get; set; } = "";

    public string Status { get; set; } = "";

    public bool IsDone => Status is "Completed" or "Aborted";
}
